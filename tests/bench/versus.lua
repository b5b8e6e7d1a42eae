-- versus.lua -- one row of the bench: the emitted kernel against tests/bench/hand/NAME.c.
local kit = require "kit"
local race = require "race"
local versus = {}

-- How far results of the same numbers may lie apart: the order of sums is not the same.
local near = { single = 2e-4, double = 1e-9 }

-- The faster of one text's compiled forms.
local function faster(sides, engines, points)
  local best = sides[1]
  for i = 2, #engines do
    local t, why = race.times(best, sides[i], points)
    if not t then return nil, why end
    best = t.ratio > 1 and sides[i] or best
  end
  return best
end

local function compiled(path, fixed, engines)
  local sides = {}
  for i, engine in ipairs(engines) do
    local library, output = race.compile(engine, path)
    if not library then return nil, output end
    sides[i] = { library = library, fixed = race.fixed(path, fixed), engine = engine }
  end
  return sides
end

local function entrant(path, row, engines, points)
  local sides, why = compiled(path, row.fixed, engines)
  if not sides then return nil, why end
  return faster(sides, engines, points)
end

-- As hand.lua prints it.
function versus.hand(program, row, engines)
  local folder = kit.home()
  local points, why = race.points(program, row.file, row.exploration, folder .. "/points")
  local done = points
  if done then done, why = race.take(("tests/bench/hand/%s.c"):format(row.name), folder .. "/hand") end
  if done then done, why = race.emit(program, row.file, row.exploration, folder .. "/emitted", row.options) end
  if not done then return nil, why end
  local hand, emitted
  hand, why = entrant(folder .. "/hand", row, engines, points)
  if not hand then return nil, why end
  emitted, why = entrant(folder .. "/emitted", row, engines, points)
  if not emitted then return nil, why end
  local r
  r, why = race.times(hand, emitted, points)
  if not r then return nil, why end
  r.apart, why = race.apart(hand, emitted, points)
  if not r.apart then return nil, why end
  r.hand, r.emitted = hand.engine, emitted.engine
  local single = kit.read(folder .. "/emitted.c"):match("REAL = (%d)") == "4"
  r.agrees = r.apart <= near[single and "single" or "double"]
  r.verdict = not r.agrees and "other numbers" or r.ratio >= row.bar and "reached" or ("below %.2f"):format(row.bar)
  return r
end

return versus
