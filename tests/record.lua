-- record.lua -- series: which samples there are, and what reductions over one dimension make.
--
--   lua5.4 tests/record.lua out/massc
--
-- Expected: the recursion of Euler's scheme in Lua's doubles, sums and spreads of the
-- recorded samples in two passes here.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])

kit.uses("tests/record.lua")

local function near(got, want, tolerance, what)
  got = tonumber(got) or tonumber((tostring(got):gsub("[%[%]]", "")))
  kit.check(got and math.abs(got - want) <= tolerance*(1 + math.abs(want)), what, ("%s, wanted %.17g"):format(got, want))
end

-- The rows of a series' file.
local function series(name) return tables.read(kit.read(lab.home .. "/out/" .. name)) end

-- ---- which samples ----------------------------------------------------------------------

local decay = "model M\n  state x = 1\n  param a = 1\n  x' = -a*x\nend\nsimulate euler with dt = 0.1, duration = 2, transient = 0.5\n"

-- States behind step n of the observed time.
local function states(a)
  local x, out = 1, {}
  for n = 1, 25 do
    x = x + 0.1*(-a*x)
    out[n - 5] = x
  end
  return out
end

for _, engine in ipairs { "tcc", "gcc" } do
  lab.engine = engine
  lab.run(decay .. "record x\nexplore e\n  a = [1, 2, 3]\nend\n")
  local rows = series("e.x.csv")
  kit.check(#rows == 60, engine .. ": each step of each point", #rows)
  for p = 0, 2 do
    local want = states(p + 1)
    for n = 1, 20 do
      near(rows[20*p + n].time, 0.1*n, 1e-12, ("%s: time of sample %d"):format(engine, n))
      near(rows[20*p + n].x, want[n], 1e-13, ("%s: sample %d of point %d"):format(engine, n, p))
    end
  end
end
lab.engine = "tcc"

lab.run(decay .. "record x every 0.3 from 0.6 to 1.5\nexplore e\n  a = [1, 2]\nend\n")
local some = series("e.x.csv")
kit.same(#some, 6, "samples of a window: behind 0.6, up to 1.5")
for i, n in ipairs { 9, 12, 15 } do
  near(some[i].time, 0.1*n, 1e-12, "time of a window's sample")
  near(some[i].x, states(1)[n], 1e-13, "a window's sample")
end

-- A time is the decimal that its step is at, whichever samples there are: Lua reads the decimals.
for _, case in ipairs {
  { "every 0.3", { "0.3", "0.6", "0.9", "1.2", "1.5", "1.8" } },
  { "every 0.1 from 0.5 to 0.8", { "0.6", "0.7", "0.8" } },
  { "every 0.7 from 0.1", { "0.7", "1.4" } },
  { "from 1.6", { "1.7", "1.8", "1.9", "2" } },
  { "every 0.3 from 0.5", { "0.6", "0.9", "1.2", "1.5", "1.8" }, "0.05" },
  { "every 0.07 from 1.8", { "1.82", "1.89", "1.96" }, "0.01" },
} do
  lab.run(decay .. ("record x %s\nexplore e\nend\n"):format(case[1]), case[3] and "--set simulate.dt=" .. case[3])
  local got = {}
  for i, row in ipairs(series("e.x.csv")) do got[i] = row.time end
  kit.same(table.concat(got, " "), table.concat(case[2], " "), "times of samples " .. case[1])
end

-- What another line reads is a name, what nobody reads is a series, and `record` makes one in any case.
lab.run(decay .. "observe twice = 2*x\nobserve m = mean(twice)\nobserve alone = 3*x every 1\nexplore e\n  a = [1, 2]\nend\n")
kit.check(not kit.read(lab.home .. "/out/e.twice.csv"), "what is read is a name")
near(series("e.alone.csv")[2].alone, 3*states(1)[20], 1e-13, "what nobody reads is a series")
lab.run(decay .. "observe twice = 2*x\nobserve m = mean(twice)\nrecord twice every 0.5\nexplore e\n  a = [1, 2]\nend\n")
kit.same(#series("e.twice.csv"), 8, "a recorded name is a series")

-- Whatever it is called.
for _, name in ipairs { "m", "past", "ticks", "n", "v", "job", "record", "sample", "record_m", "double" } do
  lab.run(decay .. ("observe %s = 2*x every 1\nobserve l = last(x)\nexplore e\n  a = [1, 2]\nend\n"):format(name))
  near(series("e." .. name .. ".csv")[2][name], 2*states(1)[20], 1e-13, "a series called " .. name)
end

-- A point that leaves the finite numbers.
lab.run("model M\n  state x = 1\n  param a = 1\n  x' = a*x*x\nend\nsimulate euler with dt = 1, duration = 30\nrecord x every 2\nobserve l = last(x)\n" ..
        "explore e\n  a = [0.001, 5]\nend\n")
local lost, table_of = series("e.x.csv"), tables.read(lab.csv())
local died = tonumber(table_of[2].status)
kit.check(died and died > 0, "the second point dies", died)
for k = 1, 15 do
  local nan = lost[15 + k].x:lower():match("nan") ~= nil or lost[15 + k].x == ""
  kit.check(nan == (2*k >= died), "sample behind step " .. 2*k .. " of a point that died at " .. died, lost[15 + k].x)
  kit.check(tonumber(lost[k].x) ~= nil, "its neighbour goes on", lost[k].x)
end

-- ---- the same bytes ------------------------------------------------------------------------

local network = [[
use ReducedWongWang
network
  nodes 5
  dynamics ReducedWongWang
  graph    weights = ones - eye
  coupling instant = Linear(S) with G = 0.5
  noise    additive with sigma = 1e-3, key = 3
end
simulate heun with dt = 0.1 ms, duration = 20 ms
record S, H every 0.5 ms
observe curve = std(S over node)
observe coupled = S + instant every 1 ms
observe m = mean(std(S over node) over time)
explore e
  coupling.instant.G = grid(0.1, 1.0, 11)
end
]]
local function bytes(options)
  lab.run(network, options)
  local all = ""
  for _, name in ipairs { "e.csv", "e.results.csv", "e.curve.csv", "e.coupled.csv" } do
    all = all .. (kit.read(lab.home .. "/out/" .. name) or "no " .. name)
  end
  return all
end
local want = bytes("--lanes 4 --threads 1")
kit.check(#want > 1000 and not want:find("no e", 1, true), "there are series", want:sub(1, 200))
for _, engine in ipairs { "tcc", "gcc", "clang" } do
  lab.engine = engine
  for _, options in ipairs { "--lanes 1 --threads 1", "--lanes 8 --threads 2", "--lanes 2 --threads 3" } do
    if engine ~= "clang" or kit.run("command -v clang"):match("%S") then
      kit.check(bytes(options) == want, ("%s %s: the same bytes"):format(engine, options))
    end
  end
end
lab.engine = "tcc"

-- ---- reductions over one dimension -----------------------------------------------------------

lab.run((network:gsub("record S, H every 0.5 ms\n.-explore", [[
record S
observe mean_node = mean(S over node)
observe std_node = std(S over node)
observe var_node = var(S over node)
observe min_node = min(S over node)
observe max_node = max(S over node)
observe sum_node = sum(S over node)
observe mean_time = mean(S over time)
observe std_time = std(S over time)
observe var_time = var(S over time)
observe min_time = min(S over time)
observe max_time = max(S over time)
observe sum_time = sum(S over time)
observe nested = mean(std(S over node) over time)
observe back = max(mean(S over time) over node)
observe summed = sum(mean(S over node) over time)
observe window = mean(S over time) from 5 ms to 12 ms
observe window_all = std(S) from 5 ms to 12 ms
observe first_curve = first(mean(S over node))
explore]])))
local rows, out = series("e.S.csv"), tables.read(lab.csv())
local nodes, steps, points = 5, 200, 11
kit.same(#rows, nodes*steps*points, "samples of all points, steps and nodes")
local function at(p, n, i) return tonumber(rows[(p*steps + n - 1)*nodes + i].S) end

local function reduced(list)
  local r = { sum = 0, min = math.huge, max = -math.huge }
  for _, x in ipairs(list) do
    r.sum = r.sum + x
    r.min, r.max = math.min(r.min, x), math.max(r.max, x)
  end
  r.mean, r.var = r.sum/#list, 0
  for _, x in ipairs(list) do r.var = r.var + (x - r.mean)^2 end
  r.var = r.var/#list
  r.std = math.sqrt(r.var)
  return r
end

local function over_nodes(p, n)
  local list = {}
  for i = 1, nodes do list[i] = at(p, n, i) end
  return reduced(list)
end

local function over_time(p, i, from, to)
  local list = {}
  for n = from, to do list[#list + 1] = at(p, n, i) end
  return reduced(list)
end

for _, kind in ipairs { "mean", "std", "var", "min", "max", "sum" } do
  local curve = series("e." .. kind .. "_node.csv")
  local worst = 0
  for p = 0, points - 1 do
    for n = 1, steps do
      worst = math.max(worst, math.abs(tonumber(curve[p*steps + n][kind .. "_node"]) - over_nodes(p, n)[kind]))
    end
    local cell = tables.numbers(out[p + 1][kind .. "_time"])
    for i = 1, nodes do near(cell[i], over_time(p, i, 1, steps)[kind], 1e-13, ("%s over time, point %d, node %d"):format(kind, p, i)) end
  end
  kit.check(worst < 1e-14, kind .. " over node", worst)
end
for p = 0, points - 1 do
  local row, spread, total, back, all = out[p + 1], 0, 0, -math.huge, {}
  for n = 1, steps do
    spread = spread + over_nodes(p, n).std/steps
    total = total + over_nodes(p, n).mean
    for i = 1, nodes do if n > 50 and n <= 120 then all[#all + 1] = at(p, n, i) end end
  end
  for i = 1, nodes do
    back = math.max(back, over_time(p, i, 1, steps).mean)
    near(tables.numbers(row.window)[i], over_time(p, i, 51, 120).mean, 1e-13, "a window over time")
  end
  near(row.nested, spread, 1e-13, "a mean of spreads")
  near(row.back, back, 1e-13, "the largest mean")
  near(row.summed, total, 1e-13, "a curve is summed once")
  near(row.window_all, reduced(all).std, 1e-13, "a spread of a window")
  near(row.first_curve, over_nodes(p, 1).mean, 1e-14, "the first of a curve")
end
-- ---- many windows ---------------------------------------------------------------------------

-- Each has clocks and registers of its own. Those that are alike are one.
local function many(count, line)
  local lines = {}
  for i = 1, count do lines[i] = line(i) end
  return decay:gsub("duration = 2,", "duration = 2000,") .. table.concat(lines, "\n") .. "\nexplore e\n  a = [0.001, 0.002]\nend\n"
end
local function long_states(a)
  local x, out = 1, {}
  for n = 1, 20005 do
    x = x + 0.1*(-a*x)
    out[n - 5] = x
  end
  return out
end
for _, engine in ipairs { "tcc", "gcc" } do
  lab.engine = engine
  local rows = lab.run(many(90, function(i)
    return ("observe m%d = mean(x) from %d to %d\nobserve s%d = 2*x every %d from %d\nobserve l%d = first(x) + max(x) from %d to %d")
           :format(i, 10*(i % 45), 10*(i % 45) + 20, i, 100 + i % 45, 20*(i % 30), i, 10*(i % 45), 10*(i % 45) + 20)
  end))
  for p = 1, 2 do
    local x = long_states(p*0.001)
    for i = 1, 90 do
      local from, sum = 100*(i % 45), 0
      for n = from + 1, from + 200 do sum = sum + x[n] end
      near(rows[p]["m" .. i], sum/200, 1e-13, ("%s: window %d of point %d"):format(engine, i, p))
      near(rows[p]["l" .. i], 2*x[from + 1], 1e-13, ("%s: first and max of window %d of point %d"):format(engine, i, p))
    end
  end
  for _, i in ipairs { 1, 29, 30, 45, 89, 90 } do
    local got, x, every = series(("e.s%d.csv"):format(i)), long_states(0.001), 100 + i % 45
    local first = 20*(i % 30)//every + 1
    near(got[1].time, first*every, 1e-12, ("%s: first sample of series %d"):format(engine, i))
    near(got[3]["s" .. i], 2*x[10*every*(first + 2)], 1e-13, ("%s: third sample of series %d"):format(engine, i))
  end
end
lab.engine = "tcc"

-- What the screen says of a series is the shape of its array.
lab.write(decay .. "record x\nobserve erp = mean(x over trial)\nexplore e\n  a = [1, 2]\n  trials 3\nend\n")
lab.says("the dimensions of series, with and without trials", 0,
         { "x: 20 samples every 0.1 ms from 0.1 ms at 1 node (a 2, trial 3, time 20, node 1)",
           "erp: 20 samples every 0.1 ms from 0.1 ms at 1 node (a 2, time 20, node 1)" }, "run model.mass --engine tcc --no-files")

-- Series that were sampled alike are drawn beside each other, whatever else there is.
lab.run(decay .. "network\n  nodes 2\nend\nobserve u = mean(x over node)\nobserve v = max(x over node)\nobserve w = min(x over node) every 0.5\nexplore e\n  a = [1, 2]\nend\n")
lab.says("series of one clock, one picture", 0, { "wrote" }, "plot out/e.nc u,v -o both.gp")
local both = kit.read(lab.home .. "/both.gp") or ""
kit.check(both:find("'u'", 1, true) and both:find("'v'", 1, true) and both:find("'time [ms]'", 1, true), "both over one time", both)
lab.says("other clocks are others", 1, { "u and w have different dimensions" }, "plot out/e.nc u,w -o both.gp")

-- More memory than 16 bits number.
lab.write(many(9000, function(i) return ("observe m%d = mean(x) from %g to %g"):format(i, i/10, i/10 + 20) end))
kit.same(select(2, lab.call("emit --kernel model.mass e > /dev/null")), 0, "9000 windows")
kit.finish()
