-- across.lua -- the one point of a block has vectors of its nodes, and the numbers are those that it has among other points.
--
--   lua5.4 tests/across.lua out/massc
--
-- `--lanes 1` puts each point into a block of its own, whose vectors are of nodes; with `--lanes 16` they are of points. Both lay
-- out memory, sum over edges and reduce over nodes by loops of their own. Node counts leave the last vector whole, nearly
-- empty and nearly full, and fill no strip of weights, one and a bit, and several.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local check = kit.check
local engines = { "tcc", "gcc", "clang" }

-- Random weights in a file beside the model; [share] of the edges.
local function weights(name, n, share)
  math.randomseed(n)
  local rows = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = i ~= j and math.random() < share and ("%.9g"):format(math.random()/n) or "0" end
    rows[i] = table.concat(row, ",")
  end
  kit.write(lab.home .. "/" .. name, table.concat(rows, "\n") .. "\n")
end

local text = [[
precision %s
coupling Difference
  from x
  param G = 1
  pre = tanh(x_j - x_i)
  post = G*sum
end
coupling Product
  from x, y
  pre = x_j*y_j
  post = 0.5*sum
end
coupling Plain
  from x
  pre = x_j
  post = 0.3*sum
end
model Node
  state x = 0.4 ~ Uniform(-1, 1)
  state y = 0.1
  param k = 1.3
  param own = 0.2
  input a, b, c
  drive = heaviside(t - 1.5)*exp(-own*t)
  x' = y - x^3 + 0.1*a + b + c + drive
  y' = -k*x - 0.2*y + 0.1*sin(y)%s
end
network
  nodes %d
  dynamics Node
%s
end
simulate %s with dt = 0.1 ms, duration = 8 ms, transient = 1 ms
record x every 0.5 ms
observe mean_x = mean(x)
observe std_y = std(y)
observe low = min(x)
observe high = max(y)
observe each = std(x over time)
observe end_x = last(x)
observe wide = mean(std(y over node) over time)
observe curve = sum(x over node) every 1 ms
observe third = last(x) at node 3
explore e
  dynamics.k = [1.3, 0.7, 2]
end
explore drawn
  initial.x ~ Uniform(-1, 1) n 2 per node
  trials 2
end
]]

local function model(m)
  return text:format(m.precision, m.late and " + 0.1*x(t - 0.7)" or "", m.nodes, m.lines, m.scheme)
end

local dense = '  graph weights = "%s"\n  coupling a = Difference(x)\n  coupling b = Product(x, y)\n  coupling c = Plain(x)\n  noise additive on x with sigma = 0.05, key = 3'
local sparse = '  graph weights = "%s"\n  coupling a = Difference(x)\n  coupling c = Plain(x)\n  noise multiplicative on y with sigma = 0.05, key = 3'
local late = '  graph weights = "%s"\n  graph delays = 0.1*ones + 0.3*eye\n  coupling a = delayed Difference(x) with delays = linear\n  coupling c = delayed Plain(x)\n  noise additive on x with sigma = 0.05, key = 3'
local all = '  graph weights = ones - eye\n  coupling c = Plain(x)\n  coupling a = Difference(x)'

-- Every table of a run, and how it ended.
local function tables(engine, lanes)
  kit.run(("rm -rf %s/out"):format(lab.home))
  local said, code = lab.call(("run model.mass --engine %s --lanes %d --quiet --no-netcdf --out out"):format(engine, lanes))
  local list = { ("code %d"):format(code) }
  for _, path in ipairs(kit.files(lab.home .. "/out", "%.csv$")) do list[#list + 1] = path .. "\n" .. kit.read(path) end
  return table.concat(list, "\n"), said, #list
end

-- Sums before and behind each node go from node to node, and so do the vectors' points.
local function same(title, m, of_points)
  lab.write(model(m))
  local want, said, count = tables("gcc", 16)
  check(count > 4 and want:find("code 0", 1, true), title .. ": runs", said)
  local kernel = lab.call("emit --kernel model.mass e --lanes 1")
  check((kernel:find(("ELEMENTS %d"):format(m.nodes), 1, true) == nil) == (of_points or false), title .. (of_points and ": vectors are of points" or ": vectors are of nodes"))
  for _, engine in ipairs(engines) do
    local got, why = tables(engine, 1)
    local at = 1
    while got ~= want and got:byte(at) == want:byte(at) do at = at + 1 end
    check(got == want, ("%s, %s: the same bits"):format(title, engine), got:sub(math.max(1, at - 200), at + 40) .. "\n" .. want:sub(math.max(1, at - 200), at + 40))
  end
end

weights("w17.csv", 17, 1)
weights("w41.csv", 41, 1)
weights("w64.csv", 64, 1)
weights("w131.csv", 131, 1)
weights("s41.csv", 41, 0.2)
for n, precision in pairs { [17] = "single", [41] = "double", [64] = "double", [131] = "single" } do
  same(("%d nodes, %s"):format(n, precision), { precision = precision, nodes = n, lines = dense:format(("w%d.csv"):format(n)), scheme = "heun", late = n == 41 })
end
same("few edges", { precision = "single", nodes = 41, lines = sparse:format("s41.csv"), scheme = "rk4" })
same("delays", { precision = "single", nodes = 41, lines = late:format("w41.csv"), scheme = "heun", late = true })
same("all pairs alike", { precision = "double", nodes = 41, lines = all, scheme = "euler" }, true)
for _, path in ipairs(kit.folders) do kit.run("rm -rf " .. path) end
kit.finish()
