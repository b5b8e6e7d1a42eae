-- starts.lua -- a network starts where a run that was recorded ended.
--
--   lua5.4 tests/starts.lua out/massc
--
-- Held against each other: two runs one behind the other, and one as long as both, number by number as
-- they are written, so bit by bit; what else is expected follows from the equations.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local tables = require "tables"

kit.uses("tests/starts.lua")

local home = lab.home

-- Runs a text as NAME.mass; what was printed and the exit code.
local function run(name, text, options)
  kit.write(("%s/%s.mass"):format(home, name), text)
  return lab.call(("run %s.mass --quiet --engine tcc --out %s %s"):format(name, name, options or ""))
end

local function rows(name, what) return tables.read(kit.read(("%s/%s/%s.csv"):format(home, name, what)) or "") end

-- The samples at the time of the last row, as texts: [row of the table][node and mode][state].
local function ends(list, states)
  local last, out = list[#list] and list[#list].time, {}
  for _, row in ipairs(list) do
    local cells = {}
    for i, name in ipairs(states) do cells[i] = row[name] end
    if row.time == last then out[#out + 1] = table.concat(cells, " ") end
  end
  return table.concat(out, "\n")
end

-- ---- one run in two parts ---------------------------------------------------------------

local head = [[
model M
  state V = 0.1
  state W = 0.2 in [-3, 3]
  param I = 0.5
  input c
  V' = V - V^3/3 - W + I + c
  W' = 0.08*(V + 0.7 - 0.8*W)
end
]]
local function network(more, with) return "network\n  nodes 3\n  dynamics M" .. (with or "") .. "\n  graph weights = [[0, 1, 2], [0.5, 0, 0], [0, 0.25, 0]]\n  coupling c = Linear(V) with G = 0.1\n" .. more .. "end\n" end
local function simulate(duration) return ("simulate heun with dt = 0.1 ms, duration = %s ms\n"):format(duration) end
local apart = "explore e\n  record V, W\n  I = [0.1, 0.2, 0.7]\nend\n"

local function in_two(title, first, second, whole, states, options)
  local one, code = run("first", first, options)
  kit.check(code == 0, title .. ": the first part", one)
  local two, again = run("second", second, options)
  kit.check(again == 0, title .. ": the second part", two)
  run("whole", whole, options)
  local got, want = ends(rows("second", "e." .. (#states > 1 and "results" or states[1])), states), ends(rows("whole", "e." .. (#states > 1 and "results" or states[1])), states)
  kit.check(got ~= "" and got == want, title .. ": the same bits as in one", ("%s\n-- not\n%s"):format(got, want))
end

for _, real in ipairs { "f64", "f32" } do
  for point = 0, 2 do
    local I = ({ 0.1, 0.2, 0.7 })[point + 1]
    in_two(("point %d of a sweep, %s"):format(point, real),
      head .. network("", " with V = [0.3, -0.2, 1]") .. simulate(10) .. apart,
      head .. network(('  start from "first/e.nc" point %d\n'):format(point)) .. simulate(15) .. ("explore e\n  record V, W\n  I = %g\nend\n"):format(I),
      head .. network("", " with V = [0.3, -0.2, 1]") .. simulate(25) .. ("explore e\n  record V, W\n  I = %g\nend\n"):format(I),
      { "V", "W" }, "--real " .. real)
  end
end

-- A recording for each state, and one run alone, which has no dimension of points.
in_two("recordings of one state each",
  head .. network("") .. simulate(10) .. "explore e\n  record V\n  record W every 1 ms\nend\n",
  head .. network('  start from "first/e.nc"\n') .. simulate(10) .. "explore e\n  record V, W\nend\n",
  head .. network("") .. simulate(20) .. "explore e\n  record V, W\nend\n", { "V", "W" })

-- One node: the first number of a state is all there is.
local lone = "model L\n  state x = 1\n  x' = -0.3*x\nend\n"
in_two("one node", lone .. simulate(3) .. "explore e\n  record x\nend\n",
  lone .. "network\n  dynamics L\n  start from \"first/e.nc\"\nend\n" .. simulate(4) .. "explore e\n  record x\nend\n",
  lone .. simulate(7) .. "explore e\n  record x\nend\n", { "x" })

-- Modes at nodes.
local modal = "model K\n  modes 2\n  state x = [1, 2]\n  param k = [0.1, 0.3]\n  input c\n  x' = -k*x + c\nend\n"
local function ring(more, with) return "network\n  nodes 2\n  dynamics K" .. (with or "") .. "\n  graph weights = ones - eye\n  coupling c = Linear(x) with G = 0.05\n" .. more .. "end\n" end
in_two("modes", modal .. ring("", " with x = [[1, 2], [3, 4]]") .. simulate(3) .. "explore e\n  record x\nend\n",
  modal .. ring('  start from "first/e.nc"\n') .. simulate(4) .. "explore e\n  record x\nend\n",
  modal .. ring("", " with x = [[1, 2], [3, 4]]") .. simulate(7) .. "explore e\n  record x\nend\n", { "x" })

-- With delays the past goes on, too, where it was recorded at each step.
local function late(more, coupling)
  return "network\n  nodes 3\n  dynamics M with V = [0.3, -0.2, 1]\n  graph weights = [[0, 1, 2], [0.5, 0, 0], [0, 0.25, 0]]\n  graph delays = [[0, 3, 1.1], [2.5, 0, 0], [0, 4, 0]]\n" ..
         "  coupling c = delayed " .. coupling .. "\n" .. more .. "end\n"
end
for _, case in ipairs {
  { "nearest", "Linear(V) with G = 0.1", "" }, { "linear", "Linear(V) with G = 0.1, delays = linear", "" }, { "a pre of its own", "HyperbolicTangent(V) with a = 0.1", "" },
  { "single precision", "Linear(V) with G = 0.1", "--real f32" },
} do
  in_two("delays, " .. case[1],
    head .. late("", case[2]) .. simulate(10) .. "explore e\n  record V, W\n  I = 0.3\nend\n",
    head .. late('  start from "first/e.nc"\n', case[2]):gsub(" with V = %[0.3, %-0.2, 1%]", "") .. simulate(15) .. "explore e\n  record V, W\n  I = 0.3\nend\n",
    head .. late("", case[2]) .. simulate(25) .. "explore e\n  record V, W\n  I = 0.3\nend\n", { "V", "W" }, case[3])
end

-- A past in other units, of a node's own, and a sweep that looks back less far at some points.
local own = "model O\n  state x = 1 [%s]\n  param tau = 1 [ms]\n  x' = -0.5*x(t - tau)/1 [ms]\nend\n"
run("first", own:format("mV") .. simulate(3) .. "explore e\n  record x\nend\n")
run("whole", own:format("mV") .. simulate(5) .. "explore e\n  record x\nend\n")
run("second", own:format("mV") .. "network\n  dynamics O\n  start from \"first/e.nc\"\nend\n" .. simulate(2) .. "explore e\n  record x\n  tau = [0.5, 1, 1.5]\nend\n", "--lanes 2")
local swept = {}
for _, row in ipairs(rows("second", "e.x")) do if row.tau == "1" and row.time == "2" then swept[#swept + 1] = row.x end end
local there_at_5 = rows("whole", "e.x")
kit.check(#swept == 1 and swept[1] == there_at_5[#there_at_5].x, "a swept delay looks back into the result", swept[1] and swept[1] .. " not " .. there_at_5[#there_at_5].x)
run("second", own:format("V") .. "network\n  dynamics O\n  start from \"first/e.nc\"\nend\n" .. simulate(2) .. "explore e\n  record x\nend\n")
local volts = rows("second", "e.x")
kit.check(math.abs(1000*tonumber(volts[#volts].x) - tonumber(there_at_5[#there_at_5].x)) < 1e-15, "a past in millivolts is one in volts", volts[#volts].x)

-- ---- which row, which value ------------------------------------------------------------

-- A trial is a row: the point says which, the trial varying fastest.
local drawn = "model D\n  state x = 0 ~ Uniform(1, 2)\n  param k = 0.1\n  x' = -k*x\nend\n"
run("trials", drawn .. simulate(1) .. "observe at_end = last(x)\nexplore e\n  k = [0.1, 0.2]\n  trials 3\n  record x\nend\n")
local there = rows("trials", "e")
local begun = drawn .. "network\n  dynamics D\n  start from \"trials/e.nc\" point 4\nend\n" .. simulate(1) .. "observe at_start = first(x)\n"
run("begun", begun .. "explore e\n  k = 0\n  trials 2\nend\n")
local again = rows("begun", "e")
kit.check(#there == 6 and #again == 2 and again[1].at_start == there[5].at_end and again[2].at_start == there[5].at_end,
  "a trial is a row, and the draws of the model are not made", again[1] and again[1].at_start)
run("begun", begun .. "explore e\n  k = 0\n  trials 2\n  initial.x ~ Uniform(5, 6)\nend\n")
again = rows("begun", "e")
kit.check(#again == 2 and tonumber(again[1].at_start) > 5 and again[1].at_start ~= again[2].at_start, "but those of an exploration are")

-- What is given elsewhere has the last word.
local still = "model S\n  state x = 1 [V]\n  state y = 2\n  x' = 0*x/1 [ms]\n  y' = 0*y\nend\n"
run("still", still .. simulate(1) .. "explore e\n  record x, y\nend\n")
local function starts(more, rest) return still .. "network\n  dynamics S" .. more .. "\n  start from \"still/e.nc\"\nend\n" .. simulate(1) .. "observe a = last(x)\nobserve b = last(y)\n" .. (rest or "explore e\nend\n") end
for _, case in ipairs {
  { "nothing else", "", nil, "", "1", "2" },
  { "with", " with y = 7", nil, "", "1", "7" },
  { "a setting", "", "explore e\n  initial.y = 8\nend\n", "", "1", "8" },
  { "an option", "", nil, "--set initial.x='3 V'", "3", "2" },
} do
  run("given", starts(case[2], case[3]), case[4])
  local got = rows("given", "e")[1] or {}
  kit.check(got.a == case[5] and got.b == case[6], "who gives the value: " .. case[1], ("%s, %s"):format(got.a, got.b))
end

-- Of one dimension, in another unit.
run("units", (starts(""):gsub("1 %[V%]", "1 [mV]")))
local got = rows("units", "e")[1] or {}
kit.check(got.a == "1000", "volts are millivolts", got.a)

-- ---- again, and as a part ---------------------------------------------------------------

local from = head .. network('  start from "first/e.nc" point 1\n') .. simulate(5) .. "explore e\n  record V, W\n  I = grid(0, 1, 9)\nend\n"
run("first", head .. network("", " with V = [0.3, -0.2, 1]") .. simulate(10) .. apart)
run("sweep", from)
kit.says("it is run again from its result", 0, { "" }, lab.call("run --from sweep/e.nc --quiet --out again"))
kit.says("to the same", 0, { "the same" }, lab.call("diff sweep/e.nc again/e.nc"))
for _, engine in ipairs { "gcc", "clang" } do
  if kit.has(engine) then
    lab.call(("run sweep.mass --quiet --engine %s --out %s"):format(engine, engine))
    kit.check(kit.read(("%s/%s/e.results.csv"):format(home, engine)) == kit.read(home .. "/sweep/e.results.csv"), "the same bytes by " .. engine)
  end
end
run("first", head .. network("") .. simulate(11) .. apart)
kit.says("a result that has changed is no start of a run that is done again", 3, { "first/e.nc" }, lab.call("run --from sweep/e.nc --quiet --out again"))

-- ---- what is wrong ------------------------------------------------------------------------

local function wrong(title, words, line, text)
  kit.write(home .. "/wrong.mass", text or head .. network("  start from " .. line .. "\n") .. simulate(5))
  kit.says(title, 1, words, lab.call("check wrong.mass"))
end

run("first", head .. network("", " with V = [0.3, -0.2, 1]") .. simulate(10) .. apart)
wrong("a point is chosen where there are several", { "wrong.mass:14:14", "has 3 points; say which: start from \"first/e.nc\" point 0" }, '"first/e.nc"')
wrong("a point that there is", { "wrong.mass:14:33", "has 3 points, numbered from 0; there is no point 3" }, '"first/e.nc" point 3')
wrong("a whole one", { "a point must be a whole number from 0 on, got -1" }, '"first/e.nc" point -1')
wrong("once", { "'point' stands here twice" }, '"first/e.nc" point 1 point 2')
wrong("a file that is there", { "cannot read 'first/f.nc': no such file; did you mean 'first/e.nc'?" }, '"first/f.nc"')
wrong("a NetCDF file", { "cannot read 'first/e.csv': " }, '"first/e.csv"')
wrong("the nodes of the network", { "'first/e.nc' has 'V' at 3 nodes, the network has 4 nodes" }, nil,
  head .. "network\n  nodes 4\n  dynamics M\n  start from \"first/e.nc\" point 1\nend\n" .. simulate(5))
wrong("all states", { "'first/e.nc' has no recording of 'U' of M; have it recorded there: record V, U, W" }, nil,
  head:gsub("  state W", "  state U = 1\n  U' = -U\n  state W") .. network('  start from "first/e.nc" point 1\n') .. simulate(5))
wrong("units of one dimension", { "'first/e.nc' has 'W' in no unit, the model in [mV]" }, nil,
  head:gsub("W = 0.2", "W = 0.2 [mV]") .. network('  start from "first/e.nc" point 1\n') .. simulate(5))
run("modal", modal .. ring("") .. simulate(3) .. "explore e\n  record x\nend\n")
wrong("modes of the model", { "'modal/e.nc' has 'x' of 2 modes, the model has 3 modes" }, nil,
  modal:gsub("modes 2", "modes 3"):gsub("%[1, 2%]", "1"):gsub("%[0.1, 0.3%]", "0.1") .. ring('  start from "modal/e.nc"\n') .. simulate(3))
run("dead", "model X\n  state x = 2\n  x' = x^2\nend\n" .. simulate(10) .. "explore e\n  record x\nend\n")
wrong("numbers that are finite", { "'dead/e.nc' ends with 'x' nan: that point left the finite numbers; start from another" }, nil,
  "model X\n  state x = 2\n  x' = x^2\nend\nnetwork\n  dynamics X\n  start from \"dead/e.nc\"\nend\n" .. simulate(10))
run("short", head .. late("", "Linear(V)") .. simulate(3) .. "explore e\n  record V, W\nend\n")
for _, case in ipairs {
  { "a past long enough", "short", "ms of the past of 'V', and delays are up to 4 ms; record more of it there" },
} do
  kit.write(home .. "/wrong.mass", head .. late(('  start from "%s/e.nc"\n'):format(case[2]), "Linear(V)") .. simulate(5) .. "observe m = mean(V)\n")
  kit.says(case[1], 1, { case[3] }, lab.call("run wrong.mass --quiet --no-files"))
end
wrong("a network", { "'start' does not belong at top level; it goes into a network" }, nil, head .. 'start from "first/e.nc"\n' .. simulate(5))
wrong("from", { "unexpected string; expected 'from'" }, nil, head .. network('  start "first/e.nc"\n') .. simulate(5))

kit.finish()
