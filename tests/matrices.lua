-- matrices.lua -- what weights are made of: each function of graph expressions against its definition, worked out here
-- element by element; arithmetic on data; which order sums take.
--
-- lua5.4 tests/matrices.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local tables = require "tables"

local model = [[
coupling Sum
  from x
  pre = x_j
  post = sum
end
model Node
  state x = 1
  param a = 1
  input c
  x' = c - a*x
end
]]

-- The values of a quantity as the checker has them, all of at most 64.
local function values(network, top, path)
  lab.write(model .. (top or "") .. "network\n  dynamics Node\n" .. network .. "\n  coupling c = Sum(x)\nend\n")
  local output = lab.call("run model.mass --dump model")
  local list, text = {}, output:match("\n  " .. (path or "graph.weights"):gsub("%.", "%%.") .. " = (%b[])")
  for x in (text or ""):gmatch("[-%w.]+") do list[#list + 1] = tonumber(x) end
  return list, output
end

-- Matrix [f(i, j)] of n nodes, from 0; or a list of n values f(i).
local function matrix(n, f)
  local out = {}
  for i = 0, n - 1 do
    for j = 0, n - 1 do
      local x = f(i, j)
      out[#out + 1] = x == true and 1 or x == false and 0 or x
    end
  end
  return out
end

local function is(title, network, want, top, path)
  local got, output = values(network, top, path)
  local wrong = #got ~= #want and ("%d numbers, not %d\n%s"):format(#got, #want, output)
  for k = 1, #want do
    if not wrong and not (math.abs(got[k] - want[k]) <= 1e-15*math.abs(want[k])) then
      wrong = ("number %d: %.17g, not %.17g"):format(k, got[k], want[k])
    end
  end
  kit.check(not wrong, title, wrong)
end

local function of(n, expression) return ("  nodes %d\n  graph weights = %s"):format(n, expression) end
local function round(i, j, n) return math.min(math.abs(i - j), n - math.abs(i - j)) end

-- ---- what is made of numbers ------------------------------------------------------------

is("ones - eye", of(5, "ones - eye"), matrix(5, function(i, j) return i ~= j end))
is("ring", of(7, "ring"), matrix(7, function(i, j) return round(i, j, 7) == 1 end))
is("ring(2)", of(8, "ring(2)"), matrix(8, function(i, j) return i ~= j and round(i, j, 8) <= 2 end))
is("a ring that meets itself", of(4, "ring(3)"), matrix(4, function(i, j) return i ~= j end))
is("chain(2)", of(7, "chain(2)"), matrix(7, function(i, j) return i ~= j and math.abs(i - j) <= 2 end))
local function lattice(columns, rows, wraps)
  return function(i, j)
    local dr, dc = math.abs(i//columns - j//columns), math.abs(i % columns - j % columns)
    if wraps then dr, dc = math.min(dr, rows - dr), math.min(dc, columns - dc) end
    return dr + dc
  end
end
is("grid(2, 4)", of(8, "grid(2, 4)"), matrix(8, function(i, j) return lattice(4, 2)(i, j) == 1 end))
is("torus(2, 4)", of(8, "torus(2, 4)"), matrix(8, function(i, j) return lattice(4, 2, true)(i, j) == 1 end))
is("ring_steps", of(7, "ring_steps"), matrix(7, function(i, j) return round(i, j, 7) end))
is("chain_steps", of(6, "chain_steps"), matrix(6, function(i, j) return math.abs(i - j) end))
is("grid_steps", of(8, "grid_steps(2, 4)"), matrix(8, lattice(4, 2)))
is("torus_steps", of(8, "torus_steps(2, 4)"), matrix(8, lattice(4, 2, true)))

-- ---- what is made of matrices ------------------------------------------------------------

local w = { { 0, 1, 2 }, { 3, 0, 4 }, { 5, 6.5, 0 } }
local data = "data W = [[0, 1, 2], [3, 0, 4], [5, 6.5, 0]]\n"
local function by(f) return matrix(3, function(i, j) return f(w[i + 1][j + 1], i, j) end) end
local rows, columns, all = { 3, 7, 11.5 }, { 8, 7.5, 6 }, 21.5
is("W/max(W)", "  graph weights = W/max(W)", by(function(x) return x/6.5 end), data)
is("W - min(W)", "  graph weights = W - min(W) + 1", by(function(x) return x + 1 end), data)
is("W/sum(W)", "  graph weights = W/sum(W)", by(function(x) return x/all end), data)
is("W/mean(W)", "  graph weights = W/mean(W)", by(function(x) return x/(all/9) end), data)
is("W/rowsum(W)", "  graph weights = W/rowsum(W)", by(function(x, i) return x/rows[i + 1] end), data)
is("W/colsum(W)", "  graph weights = W/colsum(W)", by(function(x, _, j) return x/columns[j + 1] end), data)
is("transpose(W)", "  graph weights = transpose(W)", by(function(_, i, j) return w[j + 1][i + 1] end), data)
is("laplacian(W)", "  graph weights = laplacian(W)", by(function(x, i, j) return (i == j and rows[i + 1] or 0) - x end), data)
is("a threshold", "  graph weights = W*(W > 2 and W < 6)", by(function(x) return x > 2 and x < 6 and x or 0 end), data)
is("log, sqrt, abs", "  graph weights = log(1 + W) - sqrt(W)*abs(-W)", by(function(x) return math.log(1 + x) - math.sqrt(x)*x end), data)
is("max of two", "  graph weights = max(W, 3)", by(function(x) return math.max(x, 3) end), data)
is("of another matrix", "  graph lengths = 2*W\n  graph weights = exp(-lengths/10)", by(function(x) return math.exp(-2*x/10) end), data)
is("of another graph", "  graph weights = W\n  graph far weights = 2*transpose(graph.weights)",
   by(function(_, i, j) return 2*w[j + 1][i + 1] end), data, "graph.far.weights")
is("in a unit", "  graph weights = W\n  graph delays = 2 s*W", by(function(x) return 2000*x end), data, "graph.delays")
is("data made of data", "  graph weights = V", by(function(x) return 2*x + 1 end), data .. "data V = 2*W + 1\n")
local places = "data P = [[0, 0, 1], [3, 4, 1], [0, 0, 3]]\n"
is("distance(P)", "  graph weights = distance(P)", { 0, 5, 2, 5, 0, math.sqrt(29), 2, math.sqrt(29), 0 }, places)

-- Sparse forms keep zeros, and are the numbers of the dense ones.
for _, pair in ipairs { { "2*ring/3", "2*(ring + zeros*ones)/3" }, { "ring + 0.5*eye - chain", "(ring + 0*ones) + 0.5*eye - chain" },
                        { "laplacian(chain(2))", "laplacian(chain(2) + 0*ones)" }, { "transpose(chain*diag(rowsum(chain)) + eye)",
                          "transpose((chain + 0*ones)*diag(rowsum(chain)) + eye)" }, { "ring*(1 + ring_steps)", "(ring + 0*ones)*(1 + ring_steps)" },
                        { "ring/rowsum(chain)", "(ring + 0*ones)/rowsum(chain)" }, { "sqrt(ring) + exp(-chain)", "sqrt(ring + 0*ones) + exp(-(chain + 0*ones))" } } do
  is(pair[1], of(6, pair[1]), (values(of(6, pair[2]))))
end

-- ---- values of nodes -----------------------------------------------------------------------

local function nodes_are(title, with, want)
  lab.write(model .. data .. "data S = [1, 2, 4]\nnetwork\n  dynamics Node with a = " .. with .. "\n  graph weights = W\n  coupling c = Sum(x)\nend\n")
  local output = lab.call("run model.mass --dump model")
  kit.same(output:match("\n  dynamics.a = ([^\n]*)") or output, want, title)
end
nodes_are("a number of each node from data", "S/max(S)", "[0.25, 0.5, 1]")
nodes_are("data as they are", "S", "[1, 2, 4]")
nodes_are("row sums", "rowsum(W) + 0.5", "[3.5, 7.5, 12]")
nodes_are("one number of data", "2*max(W)", "13")

-- ---- random ones ------------------------------------------------------------------------

-- What a matrix is like: symmetric, without a way to itself, of ones.
local function look(m, n)
  local l = { symmetric = true, hollow = true, ones = true, count = 0 }
  for i = 0, n - 1 do
    for j = 0, n - 1 do
      local x = m[i*n + j + 1]
      l.symmetric = l.symmetric and x == m[j*n + i + 1]
      l.hollow = l.hollow and (i ~= j or x == 0)
      l.ones = l.ones and (x == 0 or x == 1)
      l.count = l.count + (x ~= 0 and 1 or 0)
    end
  end
  return l
end
local a, b, c = values(of(8, "random_binary(0.4, 3)")), values(of(8, "random(0.4, 3)")), values(of(8, "random_uniform(0.4, 3)"))
local l = look(a, 8)
kit.check(#a == 64 and l.symmetric and l.hollow and l.ones and l.count > 8 and l.count < 50, "random_binary", l.count)
local same_edges, positive = true, true
for k = 1, #a do
  same_edges = same_edges and (a[k] ~= 0) == (b[k] ~= 0) and (a[k] ~= 0) == (c[k] ~= 0)
  positive = positive and b[k] >= 0 and c[k] >= 0 and c[k] < 1
end
kit.check(same_edges and positive and look(b, 8).symmetric and look(c, 8).symmetric, "one key has one set of edges, whatever their weights")
kit.check(look(values(of(8, "random_directed(1, 3)")), 8).count == 56, "density 1 is all pairs")
kit.check(look(values(of(8, "random(0, 3)")), 8).count == 0, "density 0 is none")
kit.check(table.concat(values(of(8, "random(0.4, 4)")), " ") ~= table.concat(b, " "), "another key, other edges")
for _, p in ipairs { 0, 0.3, 1 } do
  local s = look(values(of(8, ("smallworld(2, %g, 5)"):format(p))), 8)
  kit.check(s.symmetric and s.hollow and s.ones and s.count == 32, "smallworld keeps its edges at p = " .. p, s.count)
end
kit.same(table.concat(values(of(8, "smallworld(2, 0, 5)")), " "), table.concat(values(of(8, "ring(2)")), " "), "smallworld at p = 0 is the ring")
-- The numbers are those of jax.random with 64 bits: kc, kw = split(key(3)); uniform(kc, (8, 8)) < 0.4 above the diagonal,
-- uniform(kw, (8, 8)) there. Threefry-2x32 of 20 rounds, whose counter is the place of a number.
local function threefry(key, hi, lo)
  local k = { key[1], key[2], key[1] ~ key[2] ~ 0x1bd11bda }
  local turns = { { 13, 15, 26, 6 }, { 17, 29, 16, 24 } }
  local x, y = (hi + k[1]) & 0xffffffff, (lo + k[2]) & 0xffffffff
  for round = 0, 4 do
    for _, r in ipairs(turns[round % 2 + 1]) do
      x = (x + y) & 0xffffffff
      y = ((y << r | y >> (32 - r)) & 0xffffffff) ~ x
    end
    x = (x + k[(round + 1) % 3 + 1]) & 0xffffffff
    y = (y + k[(round + 2) % 3 + 1] + round + 1) & 0xffffffff
  end
  return x, y
end
local function split(key, child) return { threefry(key, 0, child) } end
local function uniform(key, place)
  local hi, lo = threefry(key, 0, place)
  return string.unpack("<d", string.pack("<i8", (hi << 32 | lo) >> 12 | 0x3ff0000000000000)) - 1
end
local kc, kw = split({ 0, 3 }, 0), split({ 0, 3 }, 1)
local function drawn(i, j, weight)
  if i == j then return 0 end
  local place = math.min(i, j)*8 + math.max(i, j)
  return uniform(kc, place) < 0.4 and (weight and uniform(kw, place) or 1) or 0
end
is("random_binary is jax.random's", of(8, "random_binary(0.4, 3)"), matrix(8, function(i, j) return drawn(i, j) end))
is("random_uniform is jax.random's", of(8, "random_uniform(0.4, 3)"), matrix(8, function(i, j) return drawn(i, j, true) end))
is("random_directed is jax.random's", of(8, "random_directed(0.4, 3)"), matrix(8, function(i, j) return i ~= j and uniform(kc, i*8 + j) < 0.4 end))

-- ---- equal nodes stay equal ----------------------------------------------------------------

local equal = model:gsub("x' = c %- a%*x", "x' = tanh(0.3*c) - 0.7*x*x") .. [[
network
  nodes %d
  dynamics Node
  graph weights = %s
  coupling c = Sum(x)
end
simulate heun with dt = 0.1 ms, duration = 30 ms
observe all = last(x)
explore e
end
]]
for _, case in ipairs { { 9, "ring(2)*exp(-ring_steps/3)" }, { 40, "ring(5)*exp(-ring_steps/3)" }, { 21, "exp(-ring_steps/3) - eye" },
                        { 12, "exp(-torus_steps(3, 4)/1.7) - eye" }, { 30, "torus(5, 6)*0.1 + 0.3*eye" }, { 20, "(ones - eye)/19" },
                        { 30, "laplacian(ring(3)*exp(-ring_steps/7))" }, { 24, "ring(3)/rowsum(ring(3))*exp(-ring_steps)" } } do
  for _, engine in ipairs { "tcc", "gcc" } do
    lab.engine = engine
    local rows, output = lab.run(equal:format(case[1], case[2]))
    local first, wrong
    for x in ((rows[1] or {}).all or ""):gmatch("[-%w.]+") do
      first = first or x
      if x ~= first then wrong = x .. " beside " .. first end
    end
    kit.check(first and not wrong, ("equal nodes stay equal: %s of %d, %s"):format(case[2], case[1], engine), wrong or output)
  end
end

-- A matrix that is listed has the order of its list, on an axis as behind --set; what is written has the same bits whatever
-- lanes, threads and rows run.
lab.engine = "tcc"
local kernel = {}
for i = 0, 8 do
  local row = {}
  for j = 0, 8 do row[j + 1] = ("%.17g"):format(i ~= j and round(i, j, 9) <= 2 and math.exp(-round(i, j, 9)/3) or 0) end
  kernel[i + 1] = "[" .. table.concat(row, ", ") .. "]"
end
local list = "[" .. table.concat(kernel, ", ") .. "]"
local unlike = equal:gsub("dynamics Node", "dynamics Node with x = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2]"):format(9, "ring(2)*exp(-ring_steps/3)")
local set = lab.run(unlike, kit.quote("--set=graph.weights=" .. list))
local swept = lab.run((unlike:gsub("explore e\nend", "explore e\n  graph.weights = [" .. list .. ", " .. list .. "]\nend")))
kit.check(set[1] and #swept == 2 and set[1].all == swept[1].all and set[1].all == swept[2].all, "a point of an axis of matrices is --set of it",
          (set[1] or {}).all)
local many = unlike:gsub("explore e\nend", "explore e\n  dynamics.a = grid(0.5, 1, 23)\nend")
local whole = lab.run(many)
for _, options in ipairs { "--lanes 1", "--lanes 4 --threads 3", "--lanes 32 --threads 1" } do
  local rows, same = lab.run(many, options), true
  for i, row in ipairs(whole) do same = same and rows[i] and rows[i].all == row.all end
  kit.check(#whole == 23 and #rows == 23 and same, "the same bits with " .. options)
end
lab.write(many)
lab.call("run model.mass e --engine tcc --quiet --point 17 --out out")
local one = tables.read(kit.read(lab.home .. "/out/e.point.17.csv") or "")
kit.check(one[1] and one[1].all == whole[18].all, "the same bits of one row")

kit.finish()
