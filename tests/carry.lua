-- carry.lua -- each point starts where the last one ended, and runs before time 0.
--
--   lua5.4 tests/carry.lua out/massc
--
-- A carried sweep is held against a chain of single runs, each of which starts from the recorded end of the
-- one before, text by text, so bit by bit; and against itself on other engines, lanes and threads, cut into
-- points. Where cubic equations have their folds is mathematics.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local tables = require "tables"

kit.uses("tests/carry.lua")

local home = lab.home

local function run(name, text, options)
  if text then kit.write(("%s/%s.mass"):format(home, name), text) end
  local output, code = lab.call(("run %s.mass --quiet --engine tcc --out %s %s"):format(name, name, options or ""))
  if code ~= 0 then kit.check(false, name .. " runs", output) end
  return code == 0
end

local function file(name) return kit.read(home .. "/" .. name) or "" end
local function rows(name) return tables.read(file(name)) end

-- ---- chains --------------------------------------------------------------------------------

local head = [[
model M
  state V = -0.5
  state W = 0.2
  param I = 0.5
  param k = 0.08
  input c
  V' = V - V^3/3 - W + I + c
  W' = k*(V + 0.7 - 0.8*W)
end
]]
local function network(more) return "network\n  nodes 2\n  dynamics M\n  graph weights = [[0, 1], [0.5, 0]]\n  coupling c = Linear(V) with G = 0.1\n" .. more .. "end\n" end
local looks = "observe at_end = last(V)\nobserve at_start = first(W)\nobserve total = mean(V)\n"
local function simulate(duration, more) return ("simulate heun with dt = 0.1 ms, duration = %s ms%s\n"):format(duration, more or "") .. looks end

-- The cells of a row, but for those of axes, as one text.
local function cells(row) return row and table.concat({ row.at_end, row.at_start, row.total, row.status }, " ") or "none" end

-- A chain made by hand: I takes [values] one after the other. What each run gives.
local function by_hand(title, values, more, rest, options)
  local got = {}
  for i, I in ipairs(values) do
    local start = i > 1 and ('  start from "step/e.nc"\n') or ""
    run("step", head .. network(more .. start) .. rest .. ("explore e\n  record V, W\n  I = %s\nend\n"):format(I), options)
    got[i] = cells(rows("step/e.csv")[1])
  end
  return got
end

local noisy = "  noise additive on V with sigma = 0.1, key = 5\n"
for _, case in ipairs {
  { "still", "", "" }, { "noise", noisy, "" }, { "a transient", noisy, ", transient = 1.5 ms" }, { "single precision", noisy, "", "--real f32" },
} do
  local title, more, rest, options = case[1], case[2], simulate(7, case[3]), case[4]
  local want = by_hand(title, { "0", "0.5", "1", "1", "0.5", "0" }, more, rest, options)
  run("chain", head .. network(more) .. rest .. "explore e\n  record V\n  I = [0, 0.5, 1]\n  carry along I both ways\nend\n", options)
  local got, out = rows("chain/e.csv"), {}
  for i, leg in ipairs { 1, 3, 5, 6, 4, 2 } do out[i] = cells(got[leg]) end       -- up, then down
  kit.same(table.concat(out, "\n"), table.concat(want, "\n"), title .. ": a chain there and back is as many runs")
end

-- Other axes are lanes: of each value of k a chain of its own.
local sweep = head .. network(noisy) .. simulate(7) .. "explore e\n  I = [0, 0.5, 1]\n  k = [0.08, 0.05, 0.2, 0.1, 0.3]\n  carry along I\nend\n"
run("lanes", sweep)
local wide = rows("lanes/e.csv")
for i, k in ipairs { "0.08", "0.05", "0.2", "0.1", "0.3" } do
  local want = by_hand("k", { "0", "0.5", "1" }, noisy, simulate(7), "--set k=" .. k)
  local got = {}
  for n = 0, 2 do got[n + 1] = cells(wide[n*5 + i]) end
  kit.same(table.concat(got, "\n"), table.concat(want, "\n"), "k = " .. k .. " has a chain of its own")
end

-- ---- nothing but the question decides ---------------------------------------------------

local questions = {
  ["one axis"] = "  I = grid(0, 1, 7)\n  carry along I\n",
  ["both ways"] = "  k = grid(0.05, 0.1, 5)\n  I = grid(0, 1, 4)\n  carry along I both ways\n",
  ["the slower axis"] = "  I = grid(0, 1, 4)\n  k = grid(0.05, 0.1, 5)\n  carry along I both ways\n",
  ["recordings"] = "  I = grid(0, 1, 4)\n  k = grid(0.05, 0.1, 3)\n  record V, W every 0.5 ms\n  carry along I both ways\n",
  ["trials"] = "  I = grid(0, 1, 4)\n  k = [0.05, 0.1]\n  initial.V ~ Uniform(-1, 1)\n  trials 3\n  carry along I both ways\n",
  ["means over trials"] = "  I = grid(0, 1, 4)\n  k = [0.05, 0.1]\n  initial.V ~ Uniform(-1, 1)\n  trials 3 average\n  carry along I\n",
  ["keys of the noise"] = "  noise.key = split(3, 3)\n  I = grid(0, 1, 4)\n  carry along I both ways\n",
  ["time steps"] = "  I = grid(0, 1, 4)\n  simulate.dt = [0.1, 0.07, 0.05]\n  carry along I both ways\n",
  ["a group"] = "  group g\n    I = grid(0, 1, 4)\n    coupling.c.G = [0, 0.1, 0.05, 0.2]\n  end\n  k = [0.05, 0.1, 0.2]\n  carry along g both ways\n",
  ["draws on other axes"] = "  I = grid(0, 1, 4)\n  k ~ Uniform(0.05, 0.1) n 3\n  carry along I both ways\n",
}
local ways = {
  "--lanes 1", "--lanes 2 --threads 1", "--lanes 8 --threads 3", "--engine gcc --lanes 4", "--engine clang --threads 2", "--engine auto",
}

local function explored(lines, kind) return head .. network(noisy) .. "settle 2 ms\n" .. simulate(5) .. ("explore e %s key 4\n"):format(kind or "") .. lines .. "end\n" end

-- The texts of all files of a folder.
local function texts(name) return kit.run(("cd %s/%s && tail -n +1 *.csv"):format(home, name)) end

local function point_by_point(title, name, text)
  local whole, line = {}, 0
  for one in file(name .. "/e.csv"):gmatch("[^\n]+") do whole[#whole + 1] = one end
  local count = #whole - 1
  if text:find("average") then return end
  for _, point in ipairs { 0, count//2, count - 1 } do
    lab.call(("run %s.mass --quiet --engine tcc --out %s --point %d"):format(name, name, point))
    local got = file(("%s/e.point.%d.csv"):format(name, point)):match("\n(.-)\n")
    kit.check(got == whole[point + 2], ("%s: row %d alone is the row of the sweep"):format(title, point), ("%s\nnot %s"):format(got, whole[point + 2]))
  end
end

for title, question in kit.sorted(questions) do
  local text = explored(question)
  kit.run("rm -rf " .. home .. "/asked")
  run("asked", text, "--lanes 4 --threads 2")
  local want = texts("asked")
  point_by_point(title, "asked", text)
  for _, how in ipairs(ways) do
    local engine = how:match("--engine (%w+)")
    if not engine or engine == "auto" or kit.has(engine) then
      kit.run("rm -rf " .. home .. "/again")
      run("again", text, how)
      kit.check(texts("again") == want, ("%s: the same with %s"):format(title, how))
    end
  end
end

-- A zip is a path through the space, along which all its axes are carried.
run("zipped", explored("  I = grid(0, 1, 4)\n  k = [0.05, 0.1, 0.05, 0.1]\n  carry along I both ways\n", "zip"))
run("grouped", explored("  group p\n    I = grid(0, 1, 4)\n    k = [0.05, 0.1, 0.05, 0.1]\n  end\n  carry along k both ways\n"))
kit.check(file("zipped/e.csv") ~= "" and file("zipped/e.csv") == file("grouped/e.csv"), "a zip is carried along as a group is")

-- ---- the past -------------------------------------------------------------------------------

-- With a delay what goes on is the past, too: three points of one value, there and back, are one run as long.
local late = head .. "network\n  nodes 3\n  dynamics M with V = [-0.5, 0.1, 0.7]\n  graph weights = [[0, 1, 0.3], [0.5, 0, 1], [0.2, 0.1, 0]]\n" ..
             "  graph delays = [[0, 3, 1], [2.5, 0, 4], [0.7, 1.2, 0]]\n  coupling c = delayed %s\nend\n"
for _, case in ipairs {
  { "nearest", "Linear(V) with G = 0.1", 7.3 }, { "linear", "Linear(V) with G = 0.1, delays = linear", 7.3 }, { "shorter than the delay", "Linear(V) with G = 0.1", 1.1 },
  { "a pre of its own", "HyperbolicTangent(V) with a = 0.1", 7.3 },
} do
  local title, coupling, each = case[1], case[2], case[3]
  local net = late:format(coupling)
  run("late", net .. simulate(each) .. "observe all = last(V)\nexplore e\n  I = [0.5, 0.5, 0.5]\n  carry along I both ways\nend\n", "--lanes 2")
  run("long", net .. simulate(6*each) .. "observe all = last(V)\n")
  run("after", net .. ("settle %g ms\n"):format(5*each) .. simulate(each) .. "observe all = last(V)\nexplore e\n  k = [0.08, 0.1]\nend\n")
  run("once", net .. ("settle once %g ms\n"):format(5*each) .. simulate(each) .. "observe all = last(V)\nexplore e\n  k = [0.08, 0.1]\nend\n")
  local long, back, after, once = rows("long/run.csv")[1].all, rows("late/e.csv")[2].all, rows("after/e.csv")[1].all, rows("once/e.csv")[1].all
  kit.check(long and back == long, title .. ": a chain takes its past along", ("%s\nnot %s"):format(back, long))
  kit.check(after == long, title .. ": so does what settles", ("%s\nnot %s"):format(after, long))
  kit.check(once == long, title .. ": and what settles once", ("%s\nnot %s"):format(once, long))
end

-- What the past is made into is what the point says: x' = c, c = k*x_j(t - 1) by Euler's steps of 1/4, of which the
-- past has five. The state and the past are those of the point before, k is its own.
local two = "coupling Times\n  from x\n  param k = 1\n  pre = k*x_j\n  post = sum\nend\nmodel P\n  state x = 1\n  input c\n  x' = c\nend\n" ..
            "network\n  nodes 2\n  dynamics P\n  graph weights = ones - eye\n  graph delays = [[0, 1], [1, 0]]\n  coupling c = delayed Times(x)\nend\n"
run("made", two .. "simulate euler with dt = 0.25 ms, duration = 2 ms\nobserve x_end = last(mean(x over node))\nexplore e\n  coupling.c.k = [1, -0.5, 0.25]\n  carry along coupling.c.k\nend\n")
local past, x = {}, 1
for n = -4, 0 do past[n] = 1 end
local step, ends = 0, {}
for i, k in ipairs { 1, -0.5, 0.25 } do
  for _ = 1, 8 do
    x = x + 0.25*k*past[step - 4]
    step = step + 1
    past[step] = x
  end
  ends[i] = x
end
local made = rows("made/e.csv")
for i = 1, 3 do kit.check(made[i] and math.abs(tonumber(made[i].x_end) - ends[i]) < 1e-14, "a past is looked at with the parameters of now, " .. i, made[i] and made[i].x_end .. " not " .. ends[i]) end

-- ---- the dead ---------------------------------------------------------------------------------

-- x' = a + x^2 - x leaves the finite numbers for a > 1/4; then the next point starts anew.
local blows = "model B\n  state x = -0.25\n  param a = 0\n  x' = a + x*x - x\nend\nsimulate heun with dt = 0.1, duration = 40\nobserve at_start = first(x)\nobserve at_end = last(x)\n"
run("dead", blows .. "explore e\n  a = [0, 0.2, 9, 0.2, 0.1]\n  carry along a\nend\nexplore alone\n  a = [0.2, 9]\nend\nexplore anew\n  a = [0.2, 0.1]\n  carry along a\nend\n")
local dead, alone, anew = rows("dead/e.csv"), rows("dead/alone.csv"), rows("dead/anew.csv")
kit.check(#dead == 5 and dead[3].status ~= "0" and dead[3].at_end == "nan" or dead[3] and dead[3].status ~= "0", "the point that leaves the finite numbers is said to be dead")
kit.check(dead[4].at_start == alone[1].at_start and dead[4].at_end == alone[1].at_end, "the next point starts from the initial state", dead[4].at_start .. " " .. alone[1].at_start)
kit.check(dead[5].at_start == anew[2].at_start and dead[5].at_end == anew[2].at_end, "and the one after where that one ended")

-- ---- to settle -----------------------------------------------------------------------------

for _, case in ipairs {
  { "still", "", "" }, { "noise", noisy, "" }, { "a pulse", "  stimulus on V = 2*pulse(t, 1 ms, 1.3 ms)\n", "" }, { "single precision", noisy, "--real f32" },
} do
  local title, more, options = case[1], case[2], case[3]
  local ask = "explore e\n  record V, W\n  I = %s\nend\n"
  run("before", head .. network(more) .. simulate(4) .. ask:format("[0, 0.7]"), options)
  run("settled", head .. network(more) .. "settle 4 ms\n" .. simulate(6, ", transient = 0.5 ms") .. ask:format("[0, 0.7]"), options)
  local got = rows("settled/e.csv")
  for point, I in ipairs { "0", "0.7" } do
    run("behind", head .. network(more .. ('  start from "before/e.nc" point %d\n'):format(point - 1)) .. simulate(6, ", transient = 0.5 ms") .. ask:format(I), options)
    kit.check(cells(got[point]) == cells(rows("behind/e.csv")[1]) and cells(got[point]) ~= "none", ("%s: to settle is a run that another starts from, at I = %s"):format(title, I),
              cells(got[point]) .. "\n" .. cells(rows("behind/e.csv")[1]))
  end
  run("common", head .. network(more) .. "settle once 4 ms\n" .. simulate(6) .. ask:format("[0, 0.7]"), options)
  run("plain", head .. network(more) .. simulate(4) .. "explore e\n  record V, W\nend\n", options)
  run("behind", head .. network(more .. '  start from "plain/e.nc"\n') .. simulate(6) .. ask:format("[0, 0.7]"), options)
  kit.check(file("common/e.results.csv") ~= "" and file("common/e.results.csv") == file("behind/e.results.csv"), title .. ": settle once is one run of what is declared")
end

-- Noise of its own for each lane, and a recorded one.
run("common", head .. network(noisy) .. "settle once 4 ms\n" .. simulate(6) .. "explore e\n  I = [0, 0.7]\n  trials 3\nend\n")
run("plain", head .. network(noisy) .. simulate(4) .. "explore e\n  record V, W\nend\n")
run("behind", head .. network(noisy .. '  start from "plain/e.nc"\n') .. simulate(6) .. "explore e\n  I = [0, 0.7]\n  trials 3\nend\n")
kit.check(file("common/e.csv") == file("behind/e.csv"), "settle once before trials takes the noise of a plain run")

-- What settles and is carried: each point settles with its own parameters first.
run("both", head .. network("") .. "settle 3 ms\n" .. simulate(5) .. "explore e\n  I = [0, 0.5, 1]\n  carry along I\nend\n")
local start, want = "", {}
for i, I in ipairs { "0", "0.5", "1" } do
  for _, what in ipairs { "settle", "main" } do
    run(what, head .. network(start) .. simulate(what == "settle" and 3 or 5) .. ("explore e\n  record V, W\n  I = %s\nend\n"):format(I))
    start = ('  start from "%s/e.nc"\n'):format(what)
  end
  want[i] = cells(rows("main/e.csv")[1])
end
local got = rows("both/e.csv")
kit.check(cells(got[1]) == want[1] and cells(got[2]) == want[2] and cells(got[3]) == want[3], "each point of a chain settles first")

-- One that dies while it settles is dead, and says in which step.
run("dying", blows:gsub("simulate", "settle 40\nsimulate", 1) .. "explore e\n  a = [0, 9]\nend\nexplore alone\n  a = 9\nend\n")
got = rows("dying/e.csv")
kit.check(got[1].status == "0" and got[2].status == rows("dead/alone.csv")[2].status, "to die while settling is to die")

-- ---- other doors ---------------------------------------------------------------------------

run("door", (sweep:gsub("carry along I", "carry along I both ways")))
kit.says("a carried sweep is run again from its result", 0, { "" }, lab.call("run --from door/e.nc --quiet --out again"))
kit.says("to the same", 0, { "the same" }, lab.call("diff door/e.nc again/e.nc"))
kit.says("points know their way", 0, { "way = down" }, lab.call("space door.mass e 5"))
kit.says("and lists of points", 0, { "\n0,0.08,up\n0,0.08,down\n" }, lab.call("space door.mass e 0:4 --csv"))
kit.says("the screen has the way", 0, { "  way  ", "  down  " }, lab.call("run door.mass --quiet --no-files --engine tcc"))

kit.says("a picture lays the ways over each other", 0, { "up", "down", "way" }, lab.call("plot door/e.nc total --at k=0.2 --term --size 60x20"))
kit.check(lab.call("plot door/e.nc total --at k=0.2 --term --size 60x20"):find("way:%s+%* up%s+%+ down"), "each in its colour, with its name")

-- A script sees names, and its slices run the chains that they cut.
kit.write(home .. "/script.lua", [[
local exp = massc.load "door.mass"
local all, space = exp:run("e", {engine = "tcc"}), exp:space("e")
print(#all, all[1].way, all.way[2], space[2].way, space[2].k)
local last, some, same = exp:run(space:slice(-2), {engine = "tcc"}), exp:run(space:slice(3, 20, 5), {engine = "tcc"}), true
for i = 1, #last do same = same and last.total[i] == all.total[#all - #last + i] and last[i].way == all[#all - #last + i].way end
for i = 1, #some do same = same and some.total[i] == all.total[4 + 5*(i - 1)] end
print(#last, #some, same, #exp:run(space, {engine = "tcc"}))
]])
local said, code = lab.call("lua script.lua")
kit.check(code == 0 and said == "30\tup\tdown\tdown\t0.08\n2\t4\ttrue\t30\n", "a script knows the way, and slices of chains", said)

-- ---- more rows than a wave -------------------------------------------------------------------

-- x+ = x + a: after every leg x is the sum of all a so far, whatever wave the chain stands in.
local many = "model S\n  state x = 0\n  param a = 0\n  param b = 0\n  x+ = x + a\nend\nsimulate map with steps = 1\nobserve at_end = last(x)\n"
for _, case in ipairs {
  { "inside", "  b = grid(1, 300000, 300000)\n  a = [1, 2, 4, 8]\n", 1199996 }, { "outside", "  a = [1, 2, 4, 8]\n  b = grid(1, 300000, 300000)\n", 899999 },
} do
  kit.write(home .. "/many.mass", many .. "explore e\n" .. case[2] .. "  carry along a\nend\n")
  local whole = kit.run(("cd %s && %s run many.mass --quiet --engine tcc --format csv --out many > /dev/null 2>&1 && sed -n '%d,%dp' many/e.csv | head -4"):format(home, lab.program, case[3] + 2, case[3] + 5))
  local want = case[1] == "inside" and "300000,1,1,0\n300000,2,3,0\n300000,4,7,0\n300000,8,15,0\n" or "4,300000,7,0\n8,1,15,0\n8,2,15,0\n8,3,15,0\n"
  kit.check(whole == want, "a chain " .. case[1] .. " of more rows than a wave holds", whole)
end

-- ---- the shipped loop ------------------------------------------------------------------------

local hysteresis = dofile(kit.uses("tests/reference/hysteresis.lua"))
local shipped = kit.absolute(kit.uses("models/experiments/wilson_cowan_hysteresis.mass"))
for _, G in ipairs { 0.5, 0, 1 } do
  lab.call(("run %s --quiet --engine tcc --out loop --set coupling.c.G=%g"):format(shipped, G))
  local folds, loop, worst, stable, jumps = hysteresis.folds(G), rows("loop/loop.csv"), { off = 0 }, true, {}
  for _, row in ipairs(loop) do
    local P, E = tonumber(row.P), tonumber(row.mean_E)
    local branch = (row.way == "up" and P < folds.quiet_until or P < folds.active_from) and "quiet" or "active"
    local want = hysteresis.at_rest(G, P, branch)
    stable = stable and hysteresis.is_stable(G, want)
    local near = math.min(math.abs(P - folds.quiet_until), math.abs(P - folds.active_from))
    if near > 0.02 and not (math.abs(E - want) < worst.off) then worst = { off = math.abs(E - want), where = ("%s at %g: %.9f, not %.9f"):format(row.way, P, E, want) } end
    if (E > 0.3) ~= (branch == "active") then jumps[#jumps + 1] = ("%s at %g: E = %g"):format(row.way, P, E) end
  end
  kit.check(#loop == 182 and stable, ("G = %g: what is followed is stable"):format(G))
  kit.check(#jumps == 0, ("G = %g: the loop jumps at the folds, %.6f and %.6f"):format(G, folds.quiet_until, folds.active_from), table.concat(jumps, "\n"))
  kit.check(worst.off < 1e-6, ("G = %g: and rests where the equations rest"):format(G), worst.where)
end

kit.finish()
