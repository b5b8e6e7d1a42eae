-- axes.lua -- an axis on every quantity arrives where it should: the results are
-- those of sums done here.
--
--   lua5.4 tests/axes.lua out/massc
--
-- The model is linear. One step of Euler, and n steps of Heun without a coupling,
-- are a line of arithmetic; nodes are told apart by weights 1, 10 and 100.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local arrays = require "arrays"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check, gives, run, home = kit.check, lab.gives, lab.run, lab.home

-- Numbers of a cell that is a list.
local function list(cell)
  local out = {}
  for x in (cell or ""):gmatch("[^%[%],%s]+") do out[#out + 1] = tonumber(x) end
  return out
end

local function each(values, f)
  local out = {}
  for i, x in ipairs(values) do out[i] = f(x, i) end
  return out
end

-- ---- one node: dynamics, initial values, time steps ------------------------

local alone = [[
model Leak
  state x = 2
  param a = 0.5
  x' = -a*x
end
simulate heun with dt = 0.1, duration = 2
observe end_x = last(x)
explore e
%s
end
]]

-- x after n steps of Heun.
local function heun(x, a, h, n)
  return x*(1 - h*a + h*h*a*a/2)^n
end

local function one_node()
  gives("dynamics: a list", alone:format("  dynamics.a = [0.1, 0.5, 2]"), "end_x",
        each({ 0.1, 0.5, 2 }, function(a) return heun(2, a, 0.1, 20) end))
  gives("dynamics: a grid", alone:format("  a = grid(0, 1, 5)"), "end_x",
        each({ 0, 0.25, 0.5, 0.75, 1 }, function(a) return heun(2, a, 0.1, 20) end))
  gives("dynamics: a logarithmic grid", alone:format("  a = loggrid(0.01, 1, 3)"), "end_x",
        each({ 0.01, 0.1, 1 }, function(a) return heun(2, a, 0.1, 20) end), nil, 1e-12)
  gives("dynamics: a range", alone:format("  a = range(0.1, 0.4, 0.1)"), "end_x",
        each({ 0.1, 0.2, 0.3, 0.4 }, function(a) return heun(2, a, 0.1, 20) end))
  gives("initial value", alone:format("  initial.x = [1, -3]"), "end_x",
        each({ 1, -3 }, function(x) return heun(x, 0.5, 0.1, 20) end))
  gives("time step", alone:format("  simulate.dt = [0.1, 0.05, 0.025, 0.3]"), "end_x",
        { heun(2, 0.5, 0.1, 20), heun(2, 0.5, 0.05, 40), heun(2, 0.5, 0.025, 80), heun(2, 0.5, 0.3, 7) })
  gives("time step, in single precision", "precision single\n" .. alone:format("  simulate.dt = [0.1, 0.05]"),
        "end_x", { heun(2, 0.5, 0.1, 20), heun(2, 0.5, 0.05, 40) }, nil, 1e-6)
  gives("time step with a unit", alone:format("  simulate.dt = [100 us, 0.1 ms, 1e-4 s]"), "end_x",
        each({ 1, 2, 3 }, function() return heun(2, 0.5, 0.1, 20) end))
  gives("time step x parameter", alone:format("  simulate.dt = [0.1, 0.05]\n  a = [0.5, 2]"), "end_x",
        { heun(2, 0.5, 0.1, 20), heun(2, 2, 0.1, 20), heun(2, 0.5, 0.05, 40), heun(2, 2, 0.05, 40) })
  gives("parameter x time step", alone:format("  a = [0.5, 2]\n  simulate.dt = [0.1, 0.05]"), "end_x",
        { heun(2, 0.5, 0.1, 20), heun(2, 0.5, 0.05, 40), heun(2, 2, 0.1, 20), heun(2, 2, 0.05, 40) })
end

-- ---- three nodes: values for each, couplings, weights ----------------------

local three = [=[
model Leak
  state x = 2
  param a = 0
  param place = [1, 10, 100]
  input c
  seen = place*x
  x' = -a*x + c
  watch seen
end
network
  nodes 3
  dynamics Leak with x = [1, 2, 3]
  graph    weights = [[0, 1, 2], [3, 0, 4], [5, 6, 0]]
  coupling c = Linear(x) with G = 1
end
simulate euler with dt = 0.5, duration = 0.5
observe all = sum(seen)
explore e %s
%s
end
]=]

local weights = { { 0, 1, 2 }, { 3, 0, 4 }, { 5, 6, 0 } }

-- All nodes after a step of Euler: a and G are numbers, or lists for the nodes.
local function euler(p)
  local w, x, out = p.w or weights, p.x or { 1, 2, 3 }, 0
  for i = 1, 3 do
    local sum = 0
    for j = 1, 3 do sum = sum + w[i][j]*x[j] end
    local a = type(p.a) == "table" and p.a[i] or p.a or 0
    local g = type(p.G) == "table" and p.G[i] or p.G or 1
    out = out + 10^(i - 1)*(x[i] + 0.5*(-a*x[i] + g*sum))
  end
  return out
end

local function three_gives(title, axes, want, mode, tolerance)
  return gives(title, three:format(mode or "", axes), "all", each(want, euler), nil, tolerance)
end

-- The first numbers that jax.random.uniform(key(42), ...) gives in double precision.
local uniform42 = each({ "3fdb4f8123c40884", "3f8ebd996d6e8400", "3fe25f641d41e71a" }, function(hex)
  return (string.unpack("<d", string.pack("<I8", tonumber(hex, 16))))
end)

local function several_nodes()
  three_gives("coupling", "  coupling.c.G = [0, 1, -2]", { { G = 0 }, { G = 1 }, { G = -2 } })
  three_gives("a value for all nodes by shape", "  a = grid(0, 1, 3) shape 3",
              { { a = 0 }, { a = 0.5 }, { a = 1 } })
  three_gives("a value for all nodes by shape, of a coupling", "  G = grid(0, 1, 2) shape 3", { { G = 0 }, { G = 1 } })
  three_gives("lists for the nodes", "  a = [[1, 2, 3], [0.5, 0, -1]]", { { a = { 1, 2, 3 } }, { a = { 0.5, 0, -1 } } })
  three_gives("lists for the nodes, of a coupling", "  G = [[1, 2, 3], [0, 0, 1]]",
              { { G = { 1, 2, 3 } }, { G = { 0, 0, 1 } } })
  three_gives("draws for each node", "  a ~ Uniform(0, 1) n 1 per node key 42", { { a = uniform42 } })
  three_gives("one draw for all nodes", "  a ~ Uniform(0, 1) n 2 per node broadcast key 42",
              { { a = uniform42[1] }, { a = uniform42[2] } })
  three_gives("uniform with a shape is one draw", "  a = uniform(0, 1, 2) shape 3 key 42",
              { { a = uniform42[1] }, { a = uniform42[2] } })
  three_gives("initial values of the nodes", "  initial.x = [[3, 2, 1], [0, 0, 5]]",
              { { x = { 3, 2, 1 } }, { x = { 0, 0, 5 } } })
  three_gives("one initial value", "  initial.x = [4, 5]", { { x = { 4, 4, 4 } }, { x = { 5, 5, 5 } } })
  three_gives("weights", "  graph.weights = [[[0, 1, 2], [3, 0, 4], [5, 6, 0]], [[1, 0, 0], [0, 2, 0], [7, 0, 3]]]",
              { {}, { w = { { 1, 0, 0 }, { 0, 2, 0 }, { 7, 0, 3 } } } })
  three_gives("weights x coupling", "  graph.weights = [[[0, 1, 2], [3, 0, 4], [5, 6, 0]], [[1, 0, 0], [0, 2, 0], [7, 0, 3]]]\n"
              .. "  G = [2, 3]", { { G = 2 }, { G = 3 }, { w = { { 1, 0, 0 }, { 0, 2, 0 }, { 7, 0, 3 } }, G = 2 },
                                   { w = { { 1, 0, 0 }, { 0, 2, 0 }, { 7, 0, 3 } }, G = 3 } })
  local rows = run(three:format("", "  a ~ Dirichlet([1, 2, 3]) n 5"))
  check(#rows == 5, "a Dirichlet axis has a row for each draw")
  for i, row in ipairs(rows) do
    local a = list(row.a)
    check(#a == 3 and math.abs(a[1] + a[2] + a[3] - 1) < 1e-12 and math.min(a[1], a[2], a[3]) > 0,
          ("Dirichlet %d: a list of three that sums to 1"):format(i), row.a)
    check(#a == 3 and math.abs(tonumber(row.all) - euler { a = a }) < 1e-11,
          ("Dirichlet %d: arrives at the nodes"):format(i), row.all)
  end
end

-- Weights that move the coupling of a larger network, or a coupling that looks at
-- its target, go other ways through the generated code.
local larger = [[
coupling Pull
  from x
  param G = 1
  pre  = %s
  post = G*sum
end
model Leak
  state x = 2
  input c
  x' = c
end
network
  nodes %d
  graph    weights = ones
  coupling c = Pull(x)
end
simulate euler with dt = 1, duration = 1
observe all = sum(x)
explore e
  initial.x     = %s
  graph.weights = "weights.npy"
end
]]

local function larger_networks()
  for _, n in ipairs { 2, 6, 17, 21 } do
    local w, x, written = {}, {}, {}
    for k = 1, 2*n*n do w[k] = (k*7919 % 23 - 11)/4 end
    for i = 1, n do x[i] = (i*31 % 7 - 3)/2 end
    for i = 1, n do written[i] = tostring(x[i]) end
    arrays.npy(home .. "/weights.npy", { 2, n, n }, w)
    for pre, f in kit.sorted { ["x_j"] = function(_, j) return x[j] end,
                               ["x_j - x_i"] = function(i, j) return x[j] - x[i] end,
                               ["x_j^2"] = function(_, j) return x[j]^2 end } do
      local want = {}
      for s = 1, 2 do
        want[s] = 0
        for i = 1, n do
          want[s] = want[s] + x[i]
          for j = 1, n do want[s] = want[s] + w[((s - 1)*n + i - 1)*n + j]*f(i, j) end
        end
      end
      gives(("weights from a file, %d nodes, pre = %s"):format(n, pre),
            larger:format(pre, n, "[[" .. table.concat(written, ", ") .. "]]"), "all", want, nil, 1e-12)
    end
  end
end

-- A coupling parameter with a value for each node is the source's in pre, whatever
-- else pre reads, and the target's in post.
local sides = [=[
coupling Pull
  from x
  param k = 1
  pre  = %s
  post = %s
end
model Leak
  state x = 2
  param place = [1, 10, 100]
  input c
  seen = place*x
  x' = c
  watch seen
end
network
  nodes 3
  graph    weights = [[0, 1, 2], [3, 0, 4], [5, 6, 0]]
  coupling c = Pull(x)
end
simulate euler with dt = 1, duration = 1
observe all = sum(seen)
explore e
  coupling.c.k = [[2, 3, 7], [1, 0, -1]]
  initial.x    = [[1, 2, 3]]
end
]=]

local function coupling_sides()
  local function want(f)
    return each({ { 2, 3, 7 }, { 1, 0, -1 } }, function(k)
      local out = 0
      for i = 1, 3 do
        local sum = 0
        for j = 1, 3 do sum = sum + weights[i][j]*f(k, i, j) end
        out = out + 10^(i - 1)*(i + sum)
      end
      return out
    end)
  end
  gives("in pre", sides:format("k*x_j", "sum"), "all", want(function(k, _, j) return k[j]*j end))
  gives("in pre that looks at the target", sides:format("k*(x_j - x_i)", "sum"), "all",
        want(function(k, i, j) return k[j]*(j - i) end))
  gives("in post", sides:format("x_j", "k*sum"), "all", want(function(k, i, j) return k[i]*j end))
  gives("in post behind a difference", sides:format("x_j - x_i", "k*sum"), "all",
        want(function(k, i, j) return k[i]*(j - i) end))
end

-- ---- noise -----------------------------------------------------------------

local noisy = [[
%s
model Drift
  state x = 1
  param place = [1, 10, 100]
  seen = place*x
  x' = 0
  watch seen
end
network
  nodes 3
  noise additive with sigma = 0.5, key = 42%s
end
simulate %s with dt = 0.25, duration = %s
observe all = sum(seen)
observe end_x = last(x)
explore e %s
%s
end
]]

-- The first normals of jax.random.normal(key, ...): key 42 in double precision, 0 and
-- 42 in single.
local function doubles(hex)
  return each(hex, function(h) return (string.unpack("<d", string.pack("<I8", tonumber(h, 16)))) end)
end
local function floats(hex)
  return each(hex, function(h) return (string.unpack("<f", string.pack("<I4", tonumber(h, 16)))) end)
end
local normals = doubles { "bfc7a4a26c962159", "c0015bccfaa7ba3a", "3fc7ed8110b50460" }
local normals0 = floats { "3fcfb2bd", "40019df0", "bede0017", "bda10222", "3e34512c" }
local normals42 = floats { "bce7df15", "3eef2be8", "3e976661", "3e1d3b24", "bdfe04eb" }

-- The nodes after one step: sigma a number, or a list for the nodes.
local function kicked(z, sigma)
  local out = 0
  for i = 1, 3 do
    out = out + 10^(i - 1)*(1 + (type(sigma) == "table" and sigma[i] or sigma)*math.sqrt(0.25)*z[i])
  end
  return out
end

local function noises()
  local function one(title, axes, want, mode, head, tolerance)
    gives(title, noisy:format(head or "", "", "heun", "0.25", mode or "", axes), "all", want, nil, tolerance)
  end
  one("no axis: the key of the file", "", { kicked(normals, 0.5) })
  one("sigma", "  noise.sigma = [0, 0.5, 2]",
      each({ 0, 0.5, 2 }, function(s) return kicked(normals, s) end))
  one("sigma of each node", "  noise.sigma = [[0, 1, 2], [3, 0, 0]]",
      { kicked(normals, { 0, 1, 2 }), kicked(normals, { 3, 0, 0 }) })
  one("sigma by shape", "  noise.sigma = grid(0, 1, 2) shape 3", { kicked(normals, 0), kicked(normals, 1) })
  one("whole numbers as keys", "  noise.key = [42, 0]", { kicked(normals42, 0.5), kicked(normals0, 0.5) }, "",
      "precision single", 1e-6)
  one("keys zipped with sigma", "  noise.key = [42, 0]\n  noise.sigma = [1, 2]",
      { kicked(normals42, 1), kicked(normals0, 2) }, "zip", "precision single", 1e-6)
  one("keys x sigma", "  noise.key = [42, 0]\n  noise.sigma = [1, 2]",
      { kicked(normals42, 1), kicked(normals42, 2), kicked(normals0, 1), kicked(normals0, 2) }, "",
      "precision single", 1e-6)
  one("a group of keys and sigma in a zip", "  group g\n    noise.key = [42, 0]\n    noise.sigma = [1, 2]\n  end\n"
      .. "  initial.x = [1, 1]", { kicked(normals42, 1), kicked(normals0, 2) }, "zip", "precision single", 1e-6)
  arrays.npy(home .. "/keys.npy", { 2 }, { 42, 0 })
  one("whole numbers of a file as keys", '  noise.key = "keys.npy"', { kicked(normals42, 0.5), kicked(normals0, 0.5) }, "",
      "precision single", 1e-6)
  local rows = run(noisy:format("", "", "euler", "5", "", "  noise.key = [3, 7]\n  noise.sigma = [1, 2]"))
  check(rows[1] and rows[1]["noise.key"] == "3" and rows[3]["noise.key"] == "7", "keys are shown as written",
        rows[1] and rows[1]["noise.key"])
  -- One realisation for all points: what sigma adds is proportional to it.
  rows = run(noisy:format("", "", "euler", "5", "", "  noise.sigma = [1, 2]\n  initial.x = [0, 3]"))
  local x = each(rows, function(row) return tables.numbers(row.end_x)[3] end)
  check(#x == 4 and x[1] ~= 0 and math.abs(x[3] - 2*x[1]) < 1e-12 and math.abs(x[2] - 3 - x[1]) < 1e-12,
        "points share their noise", table.concat(x, " "))
  -- fold_in(key, r) is split(key, n)[r]: trial r sees what sample r of the axis sees.
  local trials = run(noisy:format("", "", "euler", "5", "", "  trials 4"), "--set noise.key=9")
  local split = run(noisy:format("", "", "euler", "5", "", "  noise.key = split(9, 4)"))
  local same = #trials == 4 and #split == 4
  for i = 1, 4 do same = same and trials[i].all == split[i].all and (i == 1 or trials[i].all ~= trials[1].all) end
  check(same, "trials draw with the children of the key")
  rows = run(noisy:format("", "", "euler", "5", "", "  noise.key = [9, 5]\n  trials 4"))
  for i = 1, 4 do same = same and #rows == 8 and rows[i].all == trials[i].all and rows[i + 4].all ~= trials[i].all end
  check(same, "keys x trials")
end

-- ---- combining --------------------------------------------------------------

local function combining()
  three_gives("a group across subtrees", "  group g\n    a = [1, 2]\n    coupling.c.G = [3, 4]\n"
              .. "    initial.x = [[1, 1, 1], [2, 3, 4]]\n  end",
              { { a = 1, G = 3, x = { 1, 1, 1 } }, { a = 2, G = 4, x = { 2, 3, 4 } } })
  three_gives("two groups", "  group g\n    a = [1, 2]\n    initial.x = [1, 5]\n  end\n"
              .. "  group h\n    coupling.c.G = [3, 4]\n    place = [[1, 10, 100], [1, 10, 100]]\n  end",
              { { a = 1, x = { 1, 1, 1 }, G = 3 }, { a = 1, x = { 1, 1, 1 }, G = 4 },
                { a = 2, x = { 5, 5, 5 }, G = 3 }, { a = 2, x = { 5, 5, 5 }, G = 4 } })
  three_gives("a group and an axis, in the order of the lines", "  coupling.c.G = [3, 4]\n  group g\n    a = [1, 2]\n"
              .. "    initial.x = [1, 5]\n  end",
              { { a = 1, x = { 1, 1, 1 }, G = 3 }, { a = 2, x = { 5, 5, 5 }, G = 3 },
                { a = 1, x = { 1, 1, 1 }, G = 4 }, { a = 2, x = { 5, 5, 5 }, G = 4 } })
  three_gives("a group inside a zip", "  group g\n    a = [1, 2]\n    initial.x = [1, 5]\n  end\n  coupling.c.G = [3, 4]",
              { { a = 1, x = { 1, 1, 1 }, G = 3 }, { a = 2, x = { 5, 5, 5 }, G = 4 } }, "zip")
  local text = three:format("zip", "  a = [1, 2, 3]\n  coupling.c.G = [3, 4]")
  local _, output = run(text)
  gives("a zip of unequal lists ends with the shorter", text, "all", { euler { a = 1, G = 3 }, euler { a = 2, G = 4 } })
  check(output:find("WARNING: In zip mode, effective axes have different sizes [2, 3]. " ..
                    "Using minimum size 2, losing 1 combinations.", 1, true), "and says so", output)
  text = three:format("", "  group g\n    a = [1, 2, 3]\n    coupling.c.G = [3, 4]\n  end")
  _, output = run(text)
  gives("a group of unequal lists ends with the shorter", text, "all", { euler { a = 1, G = 3 }, euler { a = 2, G = 4 } })
  check(output:find("WARNING: Axes in group 'g' have different sizes [2, 3]. Using minimum size 2.", 1, true),
        "and says so", output)
end

-- ---- data -------------------------------------------------------------------

local function data_files()
  kit.write(home .. "/a.csv", "# a\n0.5\n1\n2\n")
  kit.write(home .. "/nodes.csv", "1, 2, 3\n0, 0.5, -1\n")
  arrays.npy(home .. "/a.npy", { 3 }, { 0.5, 1, 2 })
  arrays.npy(home .. "/single.npy", { 3 }, { 0.5, 1, 2 }, "f4")
  arrays.npy(home .. "/nodes.npy", { 2, 3 }, { 1, 2, 3, 0, 0.5, -1 })
  arrays.npy(home .. "/w.npy", { 2, 3, 3 }, { 0, 1, 2, 3, 0, 4, 5, 6, 0, 1, 0, 0, 0, 2, 0, 7, 0, 3 })
  arrays.npz(home .. "/all.npz", { { "a", arrays.npy_text({ 3 }, { 0.5, 1, 2 }) },
                                   { "w", arrays.npy_text({ 1, 3, 3 }, { 1, 0, 0, 0, 2, 0, 7, 0, 3 }) } })
  local a = { { a = 0.5 }, { a = 1 }, { a = 2 } }
  local nodes = { { a = { 1, 2, 3 } }, { a = { 0, 0.5, -1 } } }
  local w = { w = { { 1, 0, 0 }, { 0, 2, 0 }, { 7, 0, 3 } } }
  three_gives("values from CSV", '  a = "a.csv"', a)
  three_gives("values from CSV, by data()", '  a = data("a.csv")', a)
  three_gives("a row for each sample from CSV", '  a = "nodes.csv"', nodes)
  three_gives("values from NPY", '  a = "a.npy"', a)
  three_gives("values from NPY in single precision", '  a = "single.npy"', a)
  three_gives("a row for each sample from NPY", '  a = "nodes.npy"', nodes)
  three_gives("matrices from NPY", '  graph.weights = "w.npy"', { {}, w })
  three_gives("values from NPZ", '  a = "all.npz:a"', a)
  three_gives("matrices from NPZ", '  graph.weights = "all.npz:w"', { w })
  local table_of = run(three:format("", "  a = [0.5, 1, 2]"))
  local nc = home .. "/out/e.nc"
  check(#table_of == 3 and kit.read(nc), "a table of values to read is written")
  kit.run(("cp %s %s/table.nc"):format(nc, home))
  three_gives("values from NetCDF", '  a = "table.nc:a"', a)
  run(three:format("", '  a = "nodes.csv"\n  graph.weights = "w.npy"'))
  kit.run(("cp %s %s/table.nc"):format(nc, home))
  three_gives("lists that a table of massc holds", '  a = "table.nc:a"', nodes)
  three_gives("matrices that a table of massc holds", '  graph.weights = "table.nc:graph.weights"', { {}, w })
end

-- A column means the same in both files of a table: what comes of it is the same, byte
-- for byte, as long as the rows are one dimension.
local function same_of_both(title, axes, other, mode, before)
  local made = {}
  local rows, output = run((before or "") .. three:format(mode or "", axes))
  check(#rows > 0, title .. ": a table is written", output)
  kit.run(("cd %s && cp out/e.csv table.csv && cp out/e.nc table.nc"):format(home))
  for _, kind in ipairs { "csv", "nc" } do
    rows, output = run((before or "") .. three:format(mode or "", other:gsub("TABLE", "table." .. kind)))
    check(#rows > 0, title .. ": read from " .. kind, output)
    made[kind] = lab.csv()
  end
  check(made.csv == made.nc, title .. ": the same of CSV and of NetCDF", made.csv .. made.nc)
end

local function own_tables()
  local awkward = "  dynamics.a = [0.1, 1e-300, 0.30000000000000004, 1e22, 123456789.12345678]"
  same_of_both("numbers", awkward, '  a = "TABLE:dynamics.a"')
  same_of_both("numbers by the bare end", awkward, '  G = "TABLE:a"')
  same_of_both("observations", awkward, '  G = "TABLE:all"')
  same_of_both("numbers in single precision", "  a = [0.1, 0.7, 16777216]", '  G = "TABLE:a"', "", "precision single\n")
  same_of_both("values of nodes", '  a = "nodes.csv"', '  G = "TABLE:a"')
  same_of_both("matrices", '  graph.weights = "w.npy"', '  graph.weights = "TABLE:weights"')
  same_of_both("axes of a zip", '  a = "nodes.csv"\n  graph.weights = "w.npy"',
               '  initial.x = "TABLE:a"\n  weights = "TABLE:graph.weights"', "zip")
  same_of_both("a parameter of the exploration", "  a = [1, 2]", '  param p = "TABLE:all"\n  G = [1]')
  kit.write(home .. "/own.csv", 'dynamics.a,list,"a, b"\n0.5,"[1, 2, 3]",2\n1,"[0, 0.5, -1]",4\n2,"[1, 1, 1]",8\n')
  three_gives("a column of CSV", '  a = "own.csv:dynamics.a"', { { a = 0.5 }, { a = 1 }, { a = 2 } })
  three_gives("a column by the bare end of its name", '  a = data("own.csv:a")', { { a = 0.5 }, { a = 1 }, { a = 2 } })
  three_gives("a column whose name needs quotes", '  G = "own.csv:a, b"', { { G = 2 }, { G = 4 }, { G = 8 } })
  three_gives("lists of CSV", '  a = "own.csv:list"', { { a = { 1, 2, 3 } }, { a = { 0, 0.5, -1 } }, { a = { 1, 1, 1 } } })
  gives("--axis takes a column", three:format("", "  G = [1]"), "all", each({ { a = 0.5 }, { a = 1 }, { a = 2 } }, euler),
        [[--axis 'a="own.csv:dynamics.a"']])
end

-- A column is asked for by its name; names of rows are left out.
local function named_files()
  kit.write(home .. "/subjects.csv", "subject,a,b\none,0.5,7\ntwo,1,8\nthree,2,9\n")
  local grown = each({ 0.5, 1, 2 }, function(a) return 2*(1 - 0.1*a + 0.005*a^2)^20 end)
  gives("a column of a table", alone:format('  a = "subjects.csv:a"'), "end_x", grown)
  kit.run(("cp %s/out/e.csv %s/result.csv"):format(home, home))
  gives("a column of a result", alone:format('  a = "result.csv:a"'), "end_x", grown)
  gives("an observation of a result", alone:format('  param p = "result.csv:end_x"\n  observe q = p'), "q", grown)
end

-- Values that are no axes, from a table of one row or of one row for each node.
local function fixed_values()
  kit.write(home .. "/one.csv", 'g,list,matrix\n2,"[1, 2, 3]","[[1, 0, 0], [0, 2, 0], [7, 0, 3]]"\n')
  kit.write(home .. "/rows.csv", "region,a\nleft,1\nright,2\nmid,3\n")
  kit.write(home .. "/names.csv", "\239\187\191# three regions\r\n;left;right;mid;\r\nleft;1;0;0;\r\nright;0;2;0;\r\nmid;7;0;3;\r\n")
  kit.run(("cd %s && zip -q names.zip names.csv"):format(home))
  local w = { { 1, 0, 0 }, { 0, 2, 0 }, { 7, 0, 3 } }
  local function with(title, from, to, want)
    local text = three:format("", "")
    local at, till = text:find(from, 1, true)
    gives(title, text:sub(1, at - 1) .. to .. text:sub(till + 1), "all", { euler(want) })
  end
  local weights_of = "[[0, 1, 2], [3, 0, 4], [5, 6, 0]]"
  with("a number of a table of one row", "G = 1", 'G = "one.csv:g"', { G = 2 })
  with("a parameter of a model", "param a = 0", 'param a = "one.csv:g"', { a = 2 })
  with("a list of a table of one row", "param a = 0", 'param a = "one.csv:list"', { a = { 1, 2, 3 } })
  with("a row for each node", "param a = 0", 'param a = "rows.csv"', { a = { 1, 2, 3 } })
  with("an initial value", "x = [1, 2, 3]", 'x = "one.csv:g"', { x = { 2, 2, 2 } })
  with("initial values", "x = [1, 2, 3]", 'x = "rows.csv:a"', { x = { 1, 2, 3 } })
  with("weights of a table of one row", weights_of, '"one.csv:matrix"', { w = w })
  with("weights with names", weights_of, '"names.csv"', { w = w })
  if kit.has("zip") then with("weights with names in an archive", weights_of, '"names.zip"', { w = w }) end
  gives("--set takes a column", three:format("", ""), "all", { euler { a = { 1, 2, 3 } } }, [[--set 'a="rows.csv:a"']])
end

-- ---- tables -----------------------------------------------------------------

local function array_columns()
  local rows, output = run(three:format("", '  a = "nodes.csv"'))
  check(#rows == 2 and rows[1].a == "[1, 2, 3]" and rows[2].a == "[0, 0.5, -1]", "lists in CSV", rows[1] and rows[1].a)
  check(output:find("[1.0, 2.0, 3.0]", 1, true) and output:find("[0.0, 0.5, -1.0]", 1, true), "lists on the screen", output)
  rows = run(three:format("", '  graph.weights = "w.npy"'))
  check(rows[2] and rows[2]["graph.weights"] == "[[1, 0, 0], [0, 2, 0], [7, 0, 3]]", "matrices in CSV",
        rows[2] and rows[2]["graph.weights"])
  local large = {}
  for i = 1, 2*81 do large[i] = i end
  arrays.npy(home .. "/large.npy", { 2, 81 }, large)
  rows = run('explore e\n  param v = "large.npy"\n  param u = [1]\n  observe w = u\nend\n')
  check(#rows == 2 and rows[1].v == "see e.nc", "lists of more than 64 numbers are in the NetCDF file", rows[1] and rows[1].v)
  rows = run('explore e\n  param v = "large.npy"\n  param u = [1]\n  observe w = u\nend\n', "--no-netcdf")
  for r = 1, 2 do
    check(rows[r] and rows[r].v == "[" .. table.concat(large, ", ", 81*r - 80, 81*r) .. "]",
          "row " .. r .. " holds them where there is none", rows[r] and rows[r].v)
  end
end

for _, path in ipairs { "tests/axes.lua", "tests/arrays.lua", "models/couplings/Linear.mass" } do
  kit.uses(path)
end
one_node()
several_nodes()
larger_networks()
coupling_sides()
noises()
combining()
data_files()
own_tables()
named_files()
fixed_values()
array_columns()
kit.finish()
