-- invariants.lua -- what holds of networks whatever the graph, the coupling, the engine and the precision.
--
--   lua5.4 tests/invariants.lua out/massc
--
-- Equal nodes stay equal to the bit; sums are right where single precision has few digits left; a matrix on an axis is that
-- matrix; names of nodes mean nothing. Sums are held against those of exact integers, of which doubles have 53 bits.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check = kit.check
local engines = { "tcc", "gcc", "clang" }

local function single(x) return (string.unpack("f", string.pack("f", x))) end

local function list(values)
  local out = {}
  for i, x in ipairs(values) do out[i] = type(x) == "table" and list(x) or ("%.17g"):format(x) end
  return "[" .. table.concat(out, ", ") .. "]"
end

-- ---- the couplings of the library: names, how many states they read and inputs they feed ---------------

local couplings = {}
for _, path in ipairs(kit.files("models/couplings", "%.mass$")) do
  local text = kit.read(kit.uses(path))
  local reads = select(2, text:match("\n  from ([^\n]*)"):gsub("%w+", ""))
  local to = text:match("\n  to ([^\n]*)")
  couplings[#couplings + 1] = { name = text:match("\ncoupling (%w+)"), reads = reads, feeds = to and select(2, to:gsub("%w+", "")) or 1,
                                differs = text:find("x_j - x_i", 1, true) or text:find("sin(theta_j - theta_i)", 1, true) }
end
check(#couplings >= 13, "the couplings are read", #couplings)

-- ---- equal nodes -------------------------------------------------------------------------------

local equal = [[
precision %s
model M
  state x = 0.3
  state y = -0.2
  input %s
  x' = y - 0.1*x^3 + 0.05*tanh(%s)
  y' = -x - 0.1*y
end
network
  nodes %d
  graph weights = %s
  graph delays = %s
%s
end
simulate %s with dt = 0.1, duration = 4
observe width = max(x over node) - min(x over node) + max(y over node) - min(y over node)
observe off   = max(width over time)
observe moved = max(x) - min(x)
explore e
  initial.x = [0.3, -1]
end
]]

-- Lines of the network, and the inputs that they feed.
local function uses(of, ways)
  local lines, inputs = {}, {}
  for w, way in ipairs(ways) do
    for _, c in ipairs(of) do
      local to = {}
      for k = 1, c.feeds do
        to[k] = ("i%d"):format(#inputs + 1)
        inputs[#inputs + 1] = to[k]
      end
      lines[#lines + 1] = ("  coupling %s = %s%s(%s)%s"):format(table.concat(to, ", "), way ~= "" and "delayed " or "", c.name,
                          c.reads == 1 and "x" or "x, y", way == "linear" and " with delays = linear" or "")
    end
  end
  return table.concat(lines, "\n"), inputs
end

local function stays(title, engine, precision, scheme, nodes, weights, delays, of, ways)
  local lines, inputs = uses(of, ways)
  lab.engine = engine
  local rows, said = lab.run(equal:format(precision, table.concat(inputs, ", "), table.concat(inputs, " + "), nodes, weights, delays, lines, scheme),
                             "--no-netcdf")
  local good = #rows == 2
  for _, r in ipairs(rows) do good = good and r.off == "0" and tonumber(r.moved) > 0.01 end
  check(good, ("equal nodes: %s, %d nodes, %s, %s, %s"):format(title, nodes, scheme, precision, engine), said)
end

-- Each node has the same neighbours at the same places, so that all couplings give all of them the same.
local regular = {
  "ones", "ones - eye", "ring", "ring(2)", "torus(3, %d)", "exp(-ring_steps) - eye", "0.25*ring + 0.1*ring(3)", "ring/rowsum(ring)",
  "1/(1 + torus_steps(3, %d))", "laplacian(ring(2))",
}
-- Nodes differ: only differences of equal nodes are equal.
local uneven = { "chain", "grid(3, %d)", "smallworld(2, 0.3, 5)", "random(0.4, 3)", "random_directed(0.3, 3)", "exp(-chain_steps)" }

-- Few nodes have their edges written out. Engine, nodes, and a number that says which precision and scheme come first.
local cases = { { "tcc", 12, 0 }, { "tcc", 24, 3 }, { "gcc", 24, 0 }, { "clang", 12, 1 } }

local function equals()
  local differences = {}
  for _, c in ipairs(couplings) do if c.differs then differences[#differences + 1] = c end end
  check(#differences >= 3, "some couplings look at differences", #differences)
  for _, case in ipairs(cases) do
    local engine, nodes, n = table.unpack(case)
    for k, weights in ipairs(regular) do
      local scheme, precision = (k + n) % 2 == 0 and "heun" or "rk4", k % 2 == n//2 and "single" or "double"
      local steps = weights:find("torus", 1, true) and "torus_steps(3, %d)" or "ring_steps"
      stays(weights, engine, precision, scheme, nodes, weights:format(nodes//3), "0.23*" .. steps:format(nodes//3), couplings, { "", "nearest", "linear" })
    end
    for k, weights in ipairs(uneven) do
      stays(weights, engine, k % 2 == n % 2 and "single" or "double", "heun", nodes, weights:format(nodes//3), "zeros", differences, { "" })
    end
  end
end

-- ---- sums where digits are few -------------------------------------------------------------------

local held = [[
precision single
model Held
  state x = %s
  param scale = 1
  input c
  x' = 0
  seen = scale*c
  watch seen
end
network
  nodes %d
  graph weights = %s
  coupling c = %s(x)
end
simulate euler with dt = 1, duration = 1
observe sums = last(seen)
explore e
  scale = [1]
end
]]

-- What each node gets, in doubles: f(x_j, x_i), of the numbers that the kernel has.
local function sums(x, weights, f)
  local out = {}
  for i in ipairs(x) do
    out[i] = 0
    for j in ipairs(x) do out[i] = out[i] + weights(i, j)*f(single(x[j]), single(x[i])) end
  end
  return out
end

local function few_digits(title, x, form, weights, name, f, tolerance)
  local want = sums(x, weights, f)
  for _, engine in ipairs(#x > 16 and { "tcc", "gcc" } or { "tcc", "clang" }) do
    lab.engine = engine
    local rows, said = lab.run(held:format(list(x), #x, form, name), "--no-netcdf")
    local got, worst = rows[1] and tables.numbers(rows[1].sums) or {}, 0
    for i, w in ipairs(want) do
      worst = math.max(worst, got[i] and math.abs(got[i] - w)/math.max(math.abs(w), 1e-30) or math.huge)
    end
    check(worst <= tolerance, ("%s, %d nodes, %s, %s"):format(title, #x, form, engine), ("%s\n%s"):format(worst, said))
  end
end

local function difference(a, b) return a - b end
local function source(a) return a end
local function all(i, j) return i ~= j and 1 or 0 end
local function around(n)
  return function(i, j) return ((i - j) % n == 1 or (j - i) % n == 1) and 1 or 0 end
end
local function everyone() return 1 end

-- Numbers of a node, the same in each run.
local function noise(i) return math.sin(12.9898*i)*43758.5453 % 1 - 0.5 end

local function narrow()
  for _, n in ipairs { 8, 24 } do
    local near, one, two = {}, {}, {}
    for i = 1, n do
      near[i] = -65 + 2e-3*noise(i)
      one[i] = i == 3 and 1e8 or 1 + noise(i)
      two[i] = (i % 2 == 0 and 1e6 or 0) + 8*noise(i)
    end
    local function own_cluster(i, j) return i ~= j and (i - j) % 2 == 0 and 1 or 0 end
    local rows = {}
    for i = 1, n do
      rows[i] = {}
      for j = 1, n do rows[i][j] = own_cluster(i, j) end
    end
    for form, weights in pairs { ["ones - eye"] = all, ["ring"] = around(n), ["ones"] = everyone } do
      few_digits("differences beside -65", near, form, weights, "Difference", difference, 1e-3)
      few_digits("two distant clusters", two, form, weights, "Difference", difference, 1e-5)
    end
    few_digits("two clusters apart", two, list(rows), own_cluster, "Difference", difference, 1e-3)
    few_digits("one node 1e8 times the others", one, "ones - eye", all, "Linear", source, 1e-6)
    few_digits("one node 1e8 times the others", one, "ring", around(n), "Linear", source, 1e-6)
    few_digits("one node 1e8 times the others", one, "ones - eye", all, "Difference", difference, 1e-6)
  end
end

-- ---- a matrix on an axis --------------------------------------------------------------------------

local swept = [[
precision %s
model M
  state x = %s
  input c, d
  x' = -x + tanh(c) + 0.1*d
end
network
  nodes %d
  graph weights = %s
  coupling c = Linear(x) with G = 0.3
  coupling d = Kuramoto(x)
end
simulate heun with dt = 0.1, duration = 3
observe m = last(x)
explore e
%s
end
]]

local function matrices()
  for _, n in ipairs { 5, 20 } do
    local x, forms = {}, { {}, {}, {}, {} }
    for i = 1, n do
      x[i] = noise(i)
      for k = 1, 4 do forms[k][i] = {} end
      for j = 1, n do
        forms[1][i][j] = all(i, j)
        forms[2][i][j] = around(n)(i, j)
        forms[3][i][j] = noise(i + n*j)
        forms[4][i][j] = 0
      end
    end
    for k, engine in ipairs(engines) do
      local precision, written = k == 2 and "single" or "double", k == 3 and "ring" or "ones - eye"
      lab.engine = engine
      local rows = lab.run(swept:format(precision, list(x), n, written, "  graph.weights = " .. list(forms)), "--no-netcdf")
      for f, matrix in ipairs(forms) do
        local one, said = lab.run(swept:format(precision, list(x), n, written, "  initial.x = [" .. list(x) .. "]"),
                                  "--no-netcdf --set 'graph.weights=" .. list(matrix) .. "'")
        check(rows[f] and one[1] and rows[f].m == one[1].m, ("matrix %d on an axis is that matrix, %d nodes, %s, %s"):format(f, n, precision, engine), said)
      end
    end
  end
end

-- ---- another order of the nodes -----------------------------------------------------------------

local ordered = [[
model M
  state x = %s
  param a = %s
  param b = 0.2
  input c, d
  x' = -x^3 + a + b*c + 0.1*d
end
network
  nodes %d
  graph weights = %s
  graph delays = %s
  coupling c = Linear(x)
  coupling d = delayed SigmoidalJansenRit(x, x) with cmax = 1, delays = linear
  stimulus on x = w*pulse(t, 1 ms, 2 ms) with w = %s
end
simulate heun with dt = 0.1, duration = 10
observe m = last(x)
explore e
  dynamics.b = [0.2]
end
]]

local function permuted()
  for _, n in ipairs { 7, 21 } do
    local orders = { {}, {} }
    for i = 1, n do
      orders[1][i] = i
      orders[2][i] = (i*5) % n + 1
    end
    local results = {}
    for k, order in ipairs(orders) do
      local x, a, w, weights, delays = {}, {}, {}, {}, {}
      for i, p in ipairs(order) do
        x[i], a[i], w[i], weights[i], delays[i] = noise(p), noise(p + 100), noise(p + 200), {}, {}
        for j, q in ipairs(order) do
          weights[i][j] = noise(p*n + q) > 0 and noise(p*n + q) or 0
          delays[i][j] = 3*(noise(p + q*n) + 0.5)
        end
      end
      lab.engine = engines[k]
      local rows = lab.run(ordered:format(list(x), list(a), n, list(weights), list(delays), list(w)), "--no-netcdf")
      results[k] = rows[1] and tables.numbers(rows[1].m) or {}
    end
    local worst = #results[1] == n and 0 or math.huge
    for i, p in ipairs(orders[2]) do worst = math.max(worst, math.abs((results[2][i] or 1e9) - (results[1][p] or 0))) end
    check(worst <= 1e-12, ("another order of %d nodes is another order of results"):format(n), worst)
  end
end

-- ---- many oscillators -----------------------------------------------------------------------------

-- Of frequencies spread as a Lorentzian of width 1/2 the order parameter is sqrt(1 - 1/K) from K = 1 on (Kuramoto).
local function kuramoto()
  local n, omega, theta = 64, {}, {}
  for i = 1, n do
    omega[i] = 2 + 0.5*math.tan(math.pi*(i - 0.5 - n/2)/n)
    theta[i] = 2.399963*i % 6.283185
  end
  lab.engine = "gcc"
  lab.gives("the order parameter of Kuramoto's oscillators", ([[
use Kuramoto
network
  nodes 64
  dynamics Kuramoto with omega = %s, theta = %s
  graph weights = (ones - eye)/64
  coupling c = Kuramoto(theta)
end
simulate heun with dt = 0.05 ms, duration = 60 ms, transient = 60 ms
observe x = mean(cos(theta) over node)
observe y = mean(sin(theta) over node)
observe r = mean(sqrt(x^2 + y^2) over time)
explore e
  coupling.c.G = [2, 3, 4]
end
]]):format(list(omega), list(theta)), "r", { math.sqrt(1/2), math.sqrt(2/3), math.sqrt(3/4) }, nil, 0.01)
end

kit.uses("tests/invariants.lua")
kit.uses("models/Kuramoto.mass")
equals()
narrow()
matrices()
permuted()
kuramoto()
kit.finish()
