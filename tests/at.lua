-- at.lua -- the value at one node, at one time.
--
--   lua5.4 tests/at.lua out/massc
--
-- Expected: the samples that the same run records, picked here; last() where the run, or a
-- window of it, ends at the time.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])

kit.uses("tests/at.lua")

local function series(name) return tables.read(kit.read(lab.home .. "/out/" .. name)) end

local model = [[
use ReducedWongWang
network
  nodes 5
  dynamics ReducedWongWang with w = [0.5, 0.6, 0.7, 0.8, 0.9]
  graph    weights = ones - eye
  coupling instant = Linear(S) with G = 0.5
  noise    additive with sigma = 1e-3, key = 3
end
simulate heun with dt = 0.1 ms, duration = 20 ms, transient = 3 ms
%s
explore e
  coupling.instant.G = grid(0.1, 1.0, 3)
end
]]
local lines = [[
record S
record H, x at node 2 every 0.5 ms
observe trace  = H at node 4 every 1 ms from 5 ms
observe behind = H every 1 ms from 5 ms at node 4
observe apart  = S at node 3 - S at node 0
record apart
observe both   = S at node 3 at 7.5 ms
observe turned = S at 7.5 ms at node 3
observe most   = max(S at node 1)
observe spread = std(S at node 1 over time)
observe part   = mean(S at node 1) from 5 ms to 12 ms
observe centre = mean(S over node) at 12.3 ms
observe late   = S at 20 ms
observe final  = last(S)
observe final3 = last(S) at node 3
observe opens  = S at 0.1 ms
observe begins = first(S)
observe ended  = last(S) to 7.5 ms
observe turn   = S at 7.5 ms
observe next_  = first(S) from 7.5 ms
observe after_ = S at 7.6 ms
observe weighs = w at node 2
observe mixed  = max(S) - S at node 3 at 0.0075 s
observe reach  = max(S at 7.5 ms over node)
observe named  = apart at 7.5 ms
observe gap    = mean(apart)
]]

local function check(options)
  local single = options:find("f32", 1, true)
  local function rounded(x) return single and string.unpack("f", string.pack("f", x)) or x end
  local function num(text) return rounded(tonumber(text)) end
  local rows, output = lab.run(model:format(lines), options)
  if not kit.check(#rows == 3, options .. " runs", output) then return end
  local S, picked, trace, behind, apart = series("e.S.csv"), series("e.results.csv"), series("e.trace.csv"), series("e.behind.csv"), series("e.apart.csv")
  local steps, nodes = 200, 5
  local function at(p, n, i) return S[((p - 1)*steps + n - 1)*nodes + i + 1].S end
  kit.check(#S == 3*steps*nodes and #picked == 3*40 and picked[1].node == nil, "samples of one node have no nodes", #picked)
  kit.check(#trace == 3*15 and tonumber(trace[1].time) == 6, "a trace of one node", #trace)
  for i, row in ipairs(trace) do kit.check(row.trace == behind[i].behind, "at behind a clause is the same") end
  local differs = 0
  for p = 1, 3 do
    for n = 1, steps do
      if num(apart[(p - 1)*steps + n].apart) ~= rounded(num(at(p, n, 3)) - num(at(p, n, 0))) then differs = differs + 1 end
    end
  end
  kit.check(differs == 0, "a difference of two nodes", differs .. " differ")
  for p = 1, 3 do
    local row = rows[p]
    local function list(n)
      local all = {}
      for i = 0, nodes - 1 do all[#all + 1] = at(p, n, i) end
      return "[" .. table.concat(all, ", ") .. "]"
    end
    local most, sum, total = -math.huge, 0, 0
    for n = 1, steps do
      most = math.max(most, num(at(p, n, 1)))
      if n > 50 and n <= 120 then sum = sum + num(at(p, n, 1)) end
      total = total + num(at(p, n, 1))
    end
    local square = 0
    for n = 1, steps do square = square + (num(at(p, n, 1)) - total/steps)^2 end
    local function near(name, want) kit.check(math.abs(num(row[name]) - want) <= (single and 3e-6 or 1e-13)*math.abs(want), name, row[name] .. ", not " .. want) end
    kit.same(row.both, at(p, 75, 3), "one node at one time")
    kit.same(row.turned, row.both, "in either order")
    kit.check(num(row.most) == most, "the greatest of one node", row.most)
    near("spread", math.sqrt(square/steps))
    near("part", sum/70)
    local centre = 0
    for i = 0, nodes - 1 do centre = centre + num(at(p, 123, i))/nodes end
    near("centre", centre)
    kit.same(row.late, list(200), "all nodes at the end")
    kit.same(row.late, row.final, "the end is the last")
    kit.same(row.final3, at(p, 200, 3), "the last of one node")
    kit.same(row.opens, list(1), "the first state there is")
    kit.same(row.opens, row.begins, "is the first")
    kit.same(row.turn, list(75), "all nodes in the middle")
    kit.same(row.turn, row.ended, "the last up to a time is what is there")
    kit.same(row.after_, row.next_, "the first behind a time is the next")
    kit.check(num(row.weighs) == rounded(0.7), "a parameter of one node", row.weighs)
    local all, reach = -math.huge, -math.huge
    for n = 1, steps do for i = 0, nodes - 1 do all = math.max(all, num(at(p, n, i))) end end
    for i = 0, nodes - 1 do reach = math.max(reach, num(at(p, 75, i))) end
    kit.check(num(row.mixed) == rounded(all - num(at(p, 75, 3))), "beside other reductions", row.mixed)
    kit.check(num(row.reach) == reach, "a reduction over the nodes of one time", row.reach)
    kit.check(num(row.named) == rounded(num(at(p, 75, 3)) - num(at(p, 75, 0))), "of a name", row.named)
  end
  local all = lab.csv()
  for _, name in ipairs { "e.S.csv", "e.results.csv", "e.trace.csv", "e.apart.csv" } do all = all .. kit.read(lab.home .. "/out/" .. name) end
  return all
end

local want = check("--lanes 4 --threads 1")
for _, engine in ipairs { "tcc", "gcc", "clang" } do
  lab.engine = engine
  for _, options in ipairs { "--lanes 1 --threads 1", "--lanes 2 --threads 2", "--lanes 8 --threads 1" } do
    if engine ~= "clang" or kit.has("clang") then
      lab.run(model:format(lines), options)
      local all = lab.csv()
      for _, name in ipairs { "e.S.csv", "e.results.csv", "e.trace.csv", "e.apart.csv" } do all = all .. kit.read(lab.home .. "/out/" .. name) end
      kit.check(all == want, engine .. " " .. options .. ": the same bytes")
    end
  end
end
lab.engine = "gcc"
check("--real f32")
lab.engine = "tcc"

-- One node is itself; other nodes' infinities and the sign of a zero stay where they are.
local one = "model M\n  state x = 1\n  x' = -x\nend\nsimulate euler with dt = 0.5, duration = 2\n%s\nexplore e\n  x = [1, 2]\nend\n"
lab.gives("the only node", one:format("observe o = x at node 0 at 1"), "o", { 0.25, 0.5 })
local signs = "model M\n  state x = 0\n  param a = [-1, 1, 2, 0]\n  r = 1/a\n  q = -x\n  x' = 0\nend\nnetwork\n  nodes 4\nend\n" ..
              "simulate euler with dt = 1, duration = 2\n%s\nexplore e\n  x = [0]\nend\n"
lab.gives("beside an infinity", signs:format("observe o = r at node 1 at 2"), "o", { 1 })
lab.run(signs:format("observe o = q at node 1 at 2\nobserve i = r at node 3 at 2"))
local row = tables.read(lab.csv())[1] or {}
kit.check(row.o == "-0" or row.o == "-0.0", "the sign of a zero", row.o)
kit.check(row.i and row.i:lower():find("inf"), "an infinity", row.i)

-- A file that records and does nothing else has something to run.
lab.write("model M\n  state x = 1\n  x' = -x\nend\nsimulate euler with dt = 0.5, duration = 2\nrecord x\n")
lab.says("a file with a recording alone", 0, { "x: 4 samples" }, "run model.mass --engine tcc --out alone")

-- An option takes one node, too.
lab.says("of an option", 0, { "x: 2 samples every 1 ms" }, "run model.mass --engine tcc --out option --record 'x every 1 ms at node 0'")

-- The file says at which node a recorded state was.
if kit.has("ncdump") then
  lab.run(model:format("record S at node 2 every 5 ms"))
  local head = kit.run("ncdump -h " .. lab.home .. "/out/e.nc")
  kit.check(head:find("double S%(coupling.instant.G, time%)") and head:find('S:long_name = "synaptic gating, node 2"', 1, true), "its name in NetCDF", head)
end
kit.finish()
