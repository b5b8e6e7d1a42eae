-- varies.lua -- rows that differ in nothing simulated are simulated once, and nobody sees it but in the time.
--
--   lua5.4 tests/varies.lua out/massc
--
-- Held against each other: all files of a run, and those of the same run where every row has a simulation of its own.
-- The numbers of simulations are counted by hand: products of how many different values each axis has that the
-- equations, the initial states, the noise or the time step read.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local check = kit.check
kit.uses("tests/varies.lua")

local function sh(command) return kit.run(("cd %s && export XDG_CACHE_HOME=%s/cache && { %s\n}"):format(lab.home, lab.home, command)) end

local model = [[
model Resonator
  state V = 0.3
  state W = 0
  param a = 1
  param d = 0.2
  V' = d*(W - V)
  W' = a - V*W
end
network
  dynamics Resonator
  nodes NODES
  NOISE
end
simulate heun with dt = 0.125 ms, duration = 40 ms, transient = 3 ms
param k = 2
param shift = 0.5
param unread = 1
]]
local plain = [[
observe mean_V = mean(V)
observe scaled = k*mean(V) + max(W)
observe above = mean(heaviside(V - shift*W))
observe square = std(V*shift)
observe nodes = mean(V over time)
]]

local function text(explore, observed, nodes, noise)
  return (model:gsub("NODES", nodes or "3"):gsub("NOISE", noise or "")) .. (observed or plain) .. "explore e" .. explore .. "\nend\n"
end

-- Runs model.mass into out/, every row by itself or not; what is simulated, or nil and what was said.
local function run(options, all, engine)
  local said = sh(("rm -rf out && %s timeout 120 %s run model.mass e --engine %s --quiet --stats stats.json --out out %s; echo code $?")
                  :format(all and "MASSC_SIMULATE_ALL=1" or "", lab.program, engine or "tcc", options or ""))
  local stats = kit.read(lab.home .. "/stats.json") or ""
  if not said:find("code [04]\n") then return nil, said end
  return { simulations = tonumber(stats:match('"simulations": (%d+)')), points = tonumber(stats:match('"points": (%d+)')),
           work = tonumber(stats:match('"node_steps": (%d+)')), said = said }
end

-- All files of both, and the numbers of simulations.
local function holds(title, body, points, simulations, options, engine)
  lab.write(body)
  local all, why = run(options, true, engine)
  if not check(all, title .. ": runs", why) then return end
  sh("rm -rf all && mv out all")
  local once, why_not = run(options, false, engine)
  if not check(once, title .. ": runs once", why_not) then return end
  kit.same(once.said, all.said, title .. ": prints the same")
  kit.same(sh("for f in $(ls all out | grep -v : | sort -u); do cmp all/$f out/$f; done"), "", title .. ": the same files")
  kit.same(all.points, points, title .. ": rows")
  kit.same(all.simulations, points, title .. ": simulations of all rows")
  kit.same(once.simulations, simulations, title .. ": simulations")
  if not title:find("^time steps") and not title:find("diverge") then          -- else rows are not equally long
    kit.same(once.work*points, all.work*simulations, title .. ": the work is that of the simulations")
  end
end

local cases = {
  { "read at the end", text "\n  k = grid(1, 2, 7)\n  dynamics.a = grid(0.5, 1, 5)", 35, 5 },
  { "read in each step", text "\n  shift = grid(0, 1, 9)\n  dynamics.a = grid(0.5, 1, 5)", 45, 5 },
  { "behind what is simulated", text "\n  dynamics.a = grid(0.5, 1, 5)\n  shift = grid(0, 1, 9)\n  k = [1, 2]", 90, 5 },
  { "between", text "\n  shift = grid(0, 1, 3)\n  dynamics.a = grid(0.5, 1, 5)\n  k = [1, 2]\n  dynamics.d = grid(0.1, 0.3, 4)", 120, 20 },
  { "observations alone", text "\n  shift = grid(0, 1, 40)\n  k = grid(1, 2, 3)", 120, 1 },
  { "nobody reads it", text "\n  unread = grid(0, 1, 4)\n  dynamics.a = grid(0.5, 1, 5)", 20, 5 },
  { "repeated values", text "\n  dynamics.a = [0.5, 1, 0.5, 0.75, 1]\n  dynamics.d = [0.1, 0.1]", 10, 3 },
  { "a group", text "\n  group g\n    dynamics.a = [0.5, 1, 0.5, 0.5]\n    k = [1, 2, 3, 1]\n  end\n  shift = [0.5, 0.25, 0.5]", 12, 2 },
  { "a zip", text " zip\n  dynamics.a = [0.5, 1, 0.5, 0.5]\n  k = [1, 2, 3, 1]\n  shift = [0, 0, 0, 0.5]", 4, 2 },
  { "of each node", text "\n  dynamics.a = [[0.5, 1, 0.75], [0.5, 1, 0.5], [0.5, 1, 0.75]]\n  shift = [0, 1]", 6, 2 },
  { "trials without randomness", text "\n  dynamics.a = grid(0.5, 1, 5)\n  trials 4", 20, 5 },
  { "trials with noise", text("\n  dynamics.a = grid(0.5, 1, 5)\n  k = [1, 2]\n  trials 4", nil, nil, "noise additive with sigma = 0.01"), 40, 20 },
  { "trials that draw", text "\n  initial.V ~ Uniform(0, 1)\n  k = [1, 2]\n  trials 4", 8, 4 },
  { "keys", text("\n  noise.key = [3, 4, 3]\n  dynamics.a = [0.5, 1]\n  shift = [0, 1]", nil, nil, "noise additive with sigma = 0.01"), 12, 4 },
  { "shared noise", text("\n  dynamics.a = [0.5, 1]\n  shift = grid(0, 1, 11)", nil, nil, "noise additive with sigma = 0.01"), 22, 2 },
  { "time steps", text "\n  simulate.dt = [0.125, 0.25, 0.125]\n  k = [1, 2]\n  shift = [0, 1]\n  dynamics.a = [0.5, 1, 0.5]", 36, 4 },
  { "carried along", text "\n  dynamics.a = grid(0.5, 1, 6)\n  dynamics.d = [0.1, 0.2, 0.1]\n  k = [1, 2]\n  shift = [0, 1]\n  carry along dynamics.a both ways", 144, 24 },
  { "carried along what is observed", text "\n  shift = grid(0, 1, 6)\n  dynamics.d = [0.1, 0.2, 0.1]\n  k = [1, 2]\n  carry along shift", 36, 12 },
  { "points that settle", "settle 10 ms\n" .. text "\n  dynamics.a = grid(0.5, 1, 5)\n  shift = [0, 1]\n  k = [1, 2]", 20, 5 },
  { "rows that diverge", text "\n  dynamics.d = [0.1, -40, 0.1]\n  shift = [0, 1]\n  k = [1, 2]", 12, 2 },
  { "series", text("\n  record V, shifted every 1 ms\n  dynamics.a = grid(0.5, 1, 5)\n  shift = [0, 1, 1]\n  k = [1, 2]", plain .. "observe shifted = V*shift\n"), 30, 5 },
  { "made of trials", text("\n  record curve every 2 ms\n  shift = [0, 1]\n  k = [1, 2]\n  dynamics.a = grid(0.5, 1, 5)\n  trials 3",
                           "observe m = std(mean(V*shift) over trial)\nobserve n = mean(k*max(V) over trial)\nobserve curve = mean(k*V over trial)\n" ..
                           "observe late = max(mean(V over trial) over time)\n"), 60, 5 },
  { "means over trials", text "\n  record V every 2 ms\n  shift = [0, 1]\n  k = [1, 2]\n  dynamics.a = grid(0.5, 1, 5)\n  trials 3 average", 60, 5 },
  { "one node", text("\n  shift = grid(0, 1, 9)\n  k = [1, 2]\n  dynamics.a = grid(0.5, 1, 50)", nil, 1), 900, 50 },
}

for _, case in ipairs(cases) do
  for _, options in ipairs { "", "--threads 1 --lanes 2", "--real f32 --threads 2" } do
    holds(case[1] .. " " .. options, case[2], case[3], case[4], options)
  end
end
local compilers = { "gcc", "clang" }
for _, engine in ipairs(compilers) do
  if kit.has(engine) then
    for _, i in ipairs { 3, 13, 21 } do
      holds(cases[i][1] .. " " .. engine, cases[i][2], cases[i][3], cases[i][4], "--lanes 8", engine)
    end
  end
end

-- Nothing is shared where all rows differ, and functions are computed for each.
holds("all differ", text "\n  dynamics.a = grid(0.5, 1, 5)\n  dynamics.d = grid(0.1, 0.2, 3)", 15, 15)
lab.write("param a = 1\nobserve y = 2*a\nexplore e\n  a = [1, 2, 1]\nend\n")
kit.same(run("").simulations, 0, "a function has no simulations")

-- Long tables are written by a thread of their own, where there may be one.
for _, precision in ipairs { "", "--real f32" } do
  lab.write("param a = 1\nparam b = 1\nobserve y = exp(a)*b\nobserve z = a - b\nexplore e\n  a = grid(-3, 300, 101)\n  b = grid(0, 1e-3, 201)\nend\n")
  run("--threads 1 " .. precision)
  sh("rm -rf one && mv out one")
  run("--threads 2 " .. precision)
  kit.same(sh("cmp one/e.csv out/e.csv; wc -l < out/e.csv"), "20302\n", "a long table " .. precision)
end

-- ---- parts ----------------------------------------------------------------------------------

local function rows(folder, name)
  local out = {}
  for line in (kit.read(("%s/%s/%s.csv"):format(lab.home, folder, name or "e")) or ""):gmatch("[^\n]+") do out[#out + 1] = line end
  return out
end

for _, name in ipairs { "between", "a zip", "trials with noise", "time steps", "carried along", "one node" } do
  local body
  for _, case in ipairs(cases) do body = case[1] == name and case[2] or body end
  lab.write(body)
  run("")
  sh("rm -rf whole pieces && mv out whole")
  local whole = rows("whole")
  for i = 0, 2 do
    sh(("%s run model.mass e --engine tcc --quiet --out pieces --shard %d/3"):format(lab.program, i))
  end
  sh(("rm -rf merged && %s merge pieces --out merged --quiet"):format(lab.program))
  check(#whole > 1, name .. ": rows")
  kit.same(table.concat(rows("merged"), "\n"), table.concat(whole, "\n"), name .. ": shards")
  for _, i in ipairs { 0, 1, #whole - 2 } do
    run("--point " .. i)
    local row = rows("out", "e.point." .. i)[2]
    check(row and row == whole[i + 2], ("%s: point %d"):format(name, i))
  end
end

-- ---- programs ----------------------------------------------------------------------------------

if kit.has("gcc") then
  for _, name in ipairs { "between", "made of trials" } do
    local body
    for _, case in ipairs(cases) do body = case[1] == name and case[2] or body end
    lab.write(body)
    run("")
    sh("rm -rf whole && mv out whole")
    local said = sh(("%s build model.mass e -o prog && rm -rf out && ./prog --quiet --out out --threads 2"):format(lab.program))
    kit.same(table.concat(rows("out"), "\n"), table.concat(rows("whole"), "\n"), name .. ": a program")
    check(#rows("out") > 1, name .. ": a program runs", said)
  end
end

kit.finish()
