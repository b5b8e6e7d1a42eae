-- versus.lua -- one row of the bench: the emitted kernel against tests/bench/hand/NAME.c.
local kit = require "kit"
local race = require "race"
local cost = require "cost"
local versus = {}

-- How far results of the same numbers may lie apart: the order of sums is not the same.
local near = { single = 2e-4, double = 1e-9 }

-- The faster of one text's compiled forms, and its race against another one, if there is one.
local function faster(sides, points)
  local best, t, why = sides[1], nil, nil
  for i = 2, #sides do
    t, why = race.times(best, sides[i], points)
    if not t then return nil, why end
    best, t.second = t.ratio > 1 and sides[i] or best, math.max(t.first, t.second)
  end
  return best, t
end

-- What the compilers make of PATH.c; seconds they take go into [seconds].
function versus.compiled(path, fixed, engines, seconds)
  local sides = {}
  for i, engine in ipairs(engines) do
    local library, took = race.compile(engine, path)
    if not library then return nil, took end
    seconds[engine] = took
    sides[i] = { library = library, fixed = race.fixed(path, fixed), engine = engine }
  end
  return sides
end

local function entrant(path, row, engines, points, seconds)
  local sides, why = versus.compiled(path, row.fixed, engines, seconds)
  if not sides then return nil, why end
  return faster(sides, points)
end

-- Of a row without a kernel by hand: the faster compiler's speed alone.
local function alone(emitted, t, points)
  local why
  if not t then
    t, why = race.times(emitted, emitted, points)
    if not t then return nil, why end
  end
  return { second = t.second, lanes = t.lanes }
end

-- The race of a row, with all that bench.lua and hand.lua print of it.
function versus.row(program, row, engines)
  local folder, seconds = kit.home(), {}
  local points, why = race.points(program, row.file, row.exploration, folder .. "/points")
  local done = points
  if done then done, why = race.emit(program, row.file, row.exploration, folder .. "/emitted", row.options) end
  if not done then return nil, why end
  local emitted, between = entrant(folder .. "/emitted", row, engines, points, seconds)
  if not emitted then return nil, between end
  local r, hand
  if race.take(("tests/bench/hand/%s.c"):format(row.name), folder .. "/hand") then
    hand, why = entrant(folder .. "/hand", row, engines, points, {})
    if not hand then return nil, why end
    r, why = race.times(hand, emitted, points)
    if not r then return nil, why end
    r.apart, why = race.apart(hand, emitted, points)
    if not r.apart then return nil, why end
    r.hand = hand.engine
  else
    r, why = alone(emitted, between, points)
    if not r then return nil, why end
  end
  r.emitted, r.compile_s, r.cost = emitted.engine, seconds, cost.of(program, row)
  r.is_single = kit.read(folder .. "/emitted.c"):match("#define REAL%s+(%d)") == "4"
  if hand then
    r.agrees = r.apart <= near[r.is_single and "single" or "double"]
    r.verdict = not r.agrees and "other numbers" or r.ratio >= row.bar and "reached" or ("below %.2f"):format(row.bar)
  end
  return r
end

return versus
