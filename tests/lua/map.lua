-- map.lua -- a Lua function applied to every point.
local function fails(text, f, ...)
  local ok, why = pcall(f, ...)
  assert(not ok and why:find(text, 1, true), ("expected '%s', got '%s'"):format(text, tostring(why)))
end

-- the page's demo: activity and ratio
local demo = massc.space({ coupling = massc.grid(0, 1, 6), noise = massc.uniform(0.01, 0.1, 6), threshold = 0.5 },
                         {mode = "zip", key = 42, precision = "single"})
local result = demo:map(function(p)
  assert(p.threshold == 0.5)
  return { activity = p.coupling*2 + p.noise, ratio = p.coupling/(p.noise + 1e-6) }
end, {progress = true})
assert(table.concat(result.columns, " ") == "coupling noise activity ratio" and #result == 6)
for i, want in ipairs { 0.070052, 0.474934, 0.821412, 1.241885, 1.647898 } do
  assert(math.abs(result.activity[i] - want) <= 1e-6)
end
assert(math.abs(result[4].ratio - 14.324623) < 1e-5 and result[-1] ~= nil)
assert(result.noise[2] == demo[2].noise)

-- numbers, nothing, slices, order of the calls
local calls = {}
local numbers = demo:slice(nil, nil, -2):map(function(p, i) calls[#calls + 1] = i return p.coupling end)
assert(table.concat(calls, " ") == "1 2 3" and numbers.value[1] == 1 and numbers.coupling[3] == numbers.value[3])
local nothing = demo:map(function() end)
assert(#nothing == 6 and #nothing.columns == 2)
local nan = demo:map(function() return 0/0 end)
assert(nan.value[1] ~= nan.value[1])
local count = 0
for i, row in result:rows() do count = count + i; assert(row.activity == result.activity[i]) end
for _ in pairs(result) do count = count + 1 end
assert(count == 27)
local t = result:to_table()
assert(t.rows == 6 and t.ratio[6] == result.ratio[6] and #t.columns == 4)
assert(tostring(result) == "Table(map, rows=6, columns=4)" and result.name == "map")

-- arrays stand in their columns
local arrays = massc.space{ w = massc.list{ {1, 2}, {3, 4} } }:map(function(p) return p.w[1] + p.w[2] end)
assert(arrays.value[2] == 7 and arrays.w[2][1] == 3)

-- what is wrong
fails("map.lua:43: no (at point 3)", demo.map, demo, function(_, i)
  if i == 3 then error("no") end
  return 1
end)
fails("(at point 1)", demo.map, demo, function(p) return p.nowhere.else_ end)
fails("got string (at point 1)", demo.map, demo, function() return "x" end)
fails("got nil (at point 2)", demo.map, demo, function(_, i) if i < 2 then return 1 end end)
fails("got number (at point 2)", demo.map, demo, function(_, i) return i == 1 and {a = 1} or 1 end)
fails("other names at point 1 than at point 2", demo.map, demo, function(_, i) return {["a" .. i] = 1} end)
fails("1 numbers at point 2, and 2 at point 1", demo.map, demo, function(_, i) return {a = 1, b = i == 1 and 1 or nil} end)
fails("'a' must be a number, got boolean (at point 2)", demo.map, demo, function(_, i) return {a = i == 1 and 1 or true} end)
fails("'noise' is an axis of the space", demo.map, demo, function() return {noise = 1} end)
fails("function expected", demo.map, demo, 3)
fails("unknown option 'progres'; did you mean 'progress'?", demo.map, demo, print, {progres = true})
fails("error is", function() demo:map(function() error(setmetatable({}, {__tostring = function() return "error is" end})) end) end)
fails("no column 'activty'; did you mean 'activity'?", function() return result.activty end)
fails("no column 'x'", result.column, result, "x")
fails("index 7 is out of range: the table has 6 rows, 1 to 6 (or -6 to -1)", function() return result[7] end)
