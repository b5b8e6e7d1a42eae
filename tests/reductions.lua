-- reductions.lua -- each reduction over each dimension, to the last bit.
--
--   lua5.4 tests/reductions.lua out/massc [PYTHON]
--
-- A run records its states behind every step and reduces them in every way there is. What is
-- expected is computed from the recorded samples by tests/reference/tally.lua, which follows
-- docs/numbers.md operation by operation. A table of what was compared ends the test. With a
-- PYTHON that has NumPy its sums are held to the same files (tests/reference/reductions.py).
package.path = "tests/?.lua;tests/reference/?.lua;" .. package.path
local kit = require "kit"
local npy = require "npy"
local lab = require "lab" (arg[1])
local tally_of = require "tally"

local all_kinds = { "mean", "std", "var", "min", "max", "sum", "first", "last" }
local kinds = { "mean", "std", "var", "min", "max", "sum" }    -- that go over nodes, too
local BEFORE, POINTS = 13, 5

-- Steps of each window: nothing written, and parts that begin and end within blocks of 32.
local windows = { all = "", head = " to 4.1 ms", tail = " from 3.3 ms", part = " from 1.7 ms to 10.9 ms" }
local function window_of(name, steps)
  return ({ all = 1, head = 1, tail = 34, part = 18 })[name], ({ all = steps, head = 41, tail = steps, part = 109 })[name]
end

-- ---- what is asked --------------------------------------------------------------------------

-- Every observation as { name, text, window, how, kinds }.
local function observations(nodes)
  local list = {}
  local function add(how, window, outer, inner, text)
    list[#list + 1] = { name = ("%s_%s_%s%s"):format(how, outer, inner and inner .. "_" or "", window), text = text .. windows[window],
                        how = how, window = window, outer = outer, inner = inner }
  end
  for window in kit.sorted(windows) do
    for _, a in ipairs(all_kinds) do
      if nodes == 1 or not a:find "st$" then add("both", window, a, nil, a .. "(S)") end
      add("time", window, a, nil, a .. "(S over time)")
      for _, b in ipairs(kinds) do
        add("time_of_node", window, a, b, ("%s(%s(S over node) over time)"):format(a, b))
        add("node_of_time", window, b, a, ("%s(%s(S over time) over node)"):format(b, a))
      end
    end
  end
  for _, a in ipairs(kinds) do add("node", "all", a, nil, a .. "(S over node)") end
  return list
end

local function text_of(case, list)
  local lines = {}
  for _, o in ipairs(list) do lines[#lines + 1] = ("observe %s = %s"):format(o.name, o.text) end
  return ([[
%s
use ReducedWongWang
network
  nodes %d
  dynamics ReducedWongWang
  graph    weights = ones - eye
  coupling instant = Linear(S) with G = 0.1
  noise    additive with sigma = 2e-2, key = 5
end
simulate heun with dt = 0.1 ms, duration = %.17g ms, transient = %.17g ms
record S
%s
explore e
  coupling.instant.G = grid(0.1, 1.0, %d)
end
]]):format(case.single and "precision single" or "", case.nodes, case.steps*0.1, BEFORE*0.1, table.concat(lines, "\n"), POINTS)
end

-- ---- what is expected ------------------------------------------------------------------------

local function part(samples, first, last)
  return table.move(samples, first, last, 1, {})
end

-- The samples of one node, or a curve, as if there were one node.
local function alone(samples, f)
  local list = {}
  for n, step in ipairs(samples) do list[n] = { f(step) } end
  return list
end

local function over_time(tally, kind, samples)
  if kind == "first" then return samples[1][1] end
  if kind == "last" then return samples[#samples][1] end
  return tally.over_time[kind](samples)
end

local function each_node(tally, kind, samples)
  local list = {}
  for i = 1, #samples[1] do
    list[i] = over_time(tally, kind, alone(samples, function(step) return step[i] end))
  end
  return list
end

local expected = {}

function expected.both(tally, o, samples) return { over_time(tally, o.outer, samples) } end
function expected.time(tally, o, samples) return each_node(tally, o.outer, samples) end

function expected.node(tally, o, samples)
  local list = {}
  for n, step in ipairs(samples) do list[n] = tally.over_nodes[o.outer](step) end
  return list
end

function expected.time_of_node(tally, o, samples)
  return { over_time(tally, o.outer, alone(samples, tally.over_nodes[o.inner])) }
end

function expected.node_of_time(tally, o, samples)
  return { tally.over_nodes[o.outer](each_node(tally, o.inner, samples)) }
end

-- ---- the runs ---------------------------------------------------------------------------------

local compared = {}

-- The samples of each point: [point][step][node].
local function recorded(case)
  local numbers, shape, kind = npy.read(lab.home .. "/out/e.S.npy")
  kit.check(#numbers == POINTS*case.steps*case.nodes and kind == (case.single and "f4" or "f8"), "the samples", table.concat(shape, " "))
  local points, at = {}, 0
  for p = 1, POINTS do
    points[p] = {}
    for n = 1, case.steps do
      points[p][n] = table.move(numbers, at + 1, at + case.nodes, 1, {})
      at = at + case.nodes
    end
  end
  return points
end

local function compare(title, o, got, want)
  local wrong = #got ~= POINTS*#want[1] and ("%d numbers"):format(#got)
  for p = 1, POINTS do
    for i, x in ipairs(want[p]) do
      local y = got[(p - 1)*#want[p] + i]
      if not wrong and y ~= x then wrong = ("point %d, number %d: %.17g, not %.17g"):format(p, i, y, x) end
    end
  end
  kit.check(not wrong, ("%s: %s"):format(title, o.text), wrong)
  local row = o.inner and ("%s of %s"):format(o.outer, o.inner) or o.outer
  local cell = ("%s, %s"):format(o.how, row)
  compared[cell] = (compared[cell] or 0) + #got
end

-- NumPy sums in another order: a few units of the last place, in the precision of the run.
local function numpy(title)
  local output, code = kit.run(("%s tests/reference/reductions.py %s/out e S"):format(arg[2], lab.home))
  local count, worst = output:match("(%d+) reductions, at most (%S+) ulp")
  print(("# %s: NumPy: %s"):format(title, output:match("[^\n]*\n$")))
  kit.check(code == 0 and tonumber(count) >= 116 and tonumber(worst) < 64, title .. ": as NumPy has it", output)
end

local function hold(case)
  local list, tally, wants = observations(case.nodes), tally_of(case.single), nil
  for _, how in ipairs(case.runs) do
    local title = ("%s, %d nodes, %d steps, %s"):format(case.single and "f32" or "f64", case.nodes, case.steps, how)
    local engine, options = how:match "^(%S+) ?(.*)"
    lab.engine = engine
    kit.run("rm -rf " .. lab.home .. "/out")
    local _, output, code = lab.run(text_of(case, list), "--format npy " .. options)
    if not kit.check(code == 0, title, output) then return end
    if not wants then
      wants = {}
      local points = recorded(case)
      for k, o in ipairs(list) do
        wants[k] = {}
        for p = 1, POINTS do wants[k][p] = expected[o.how](tally, o, part(points[p], window_of(o.window, case.steps))) end
      end
    end
    for k, o in ipairs(list) do compare(title, o, npy.read(("%s/out/e.%s.npy"):format(lab.home, o.name)), wants[k]) end
    if arg[2] then numpy(title) end
  end
end

for _, name in ipairs { "reductions", "reference/tally", "reference/fused" } do kit.uses("tests/" .. name .. ".lua") end
for _, single in ipairs { true, false } do
  hold { single = single, nodes = 19, steps = 117, runs = { "tcc --threads 1", "gcc --threads 2 --lanes 2" } }
  hold { single = single, nodes = 1, steps = 128, runs = { "tcc --threads 2 --lanes 1" } }
  hold { single = single, nodes = 34, steps = 130, runs = { "tcc --threads 2 --lanes 4" } }
end
local cells, least = 0, math.huge
for cell, count in kit.sorted(compared) do
  print(("# %-40s %6d numbers"):format(cell, count))
  cells, least = cells + 1, math.min(least, count)
end
kit.check(cells == 8 + 8 + 6 + 2*48 and least > 0, "every reduction over every dimension", cells)
kit.finish()
