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

-- arrays and nested names, as the function returns them
local rich = demo:map(function(p, i)
  return { profile = {p.coupling, i}, matrix = { {1, 2}, {3, i} }, stats = { mean = i, of = { noise = p.noise } } }
end)
assert(table.concat(rich.columns, " ") == "coupling noise matrix profile stats.mean stats.of.noise")
assert(rich.profile[2][1] == demo[2].coupling and rich[6].profile[2] == 6 and rich.matrix[4][2][2] == 4)
assert(rich.stats.mean[3] == 3 and rich["stats.mean"][3] == 3 and rich:column("stats.mean")[3] == 3)
assert(rich.stats.of.noise[2] == demo[2].noise and rich.stats["of.noise"][2] == demo[2].noise)
assert(rich[2].stats.of.noise == rich[2]["stats.of.noise"] and rich[2]["stats.of"].noise == demo[2].noise)
assert(rich[1].stats.nothing == nil and rich[1].nothing == nil and rich[1]["stats.nothing.at.all"] == nil)
local names = 0
for name in pairs(rich[1]) do assert(name ~= "stats") names = names + 1 end
assert(names == 6)
assert(demo:map(function(p) return {p.coupling, 1} end).value[6][1] == 1)
local clash = demo:map(function(p) return { noise = 2*p.noise } end)
assert(table.concat(clash.columns, " ") == "coupling noise result.noise")
assert(clash.result.noise[3] == 2*clash.noise[3] and clash["result.noise"][3] == clash.result.noise[3])

-- indices and slices: Lua's from 1, Python's from 0
assert(result:at(0).activity == result[1].activity and result:at(-1).ratio == result[6].ratio)
local cut = result:slice(1, 4)
assert(#cut == 3 and cut[1].activity == result[2].activity and cut[-1].activity == result[4].activity)
assert(cut.activity[3] == result.activity[4] and table.concat(cut.columns, " ") == table.concat(result.columns, " "))
assert(cut:slice(-1)[1].ratio == result[4].ratio and tostring(cut) == "Table(map, rows=3, columns=4)")
local function rows(r)
  local list = {}
  for _, row in pairs(r) do
    for i = 1, 6 do if row.activity == result.activity[i] then list[#list + 1] = i - 1 end end
  end
  return table.concat(list, " ")
end
-- what Python's list(range(6))[start:stop:step] is
for _, case in ipairs {
  { "0 1 2 3 4 5" }, { "2 3 4 5", 2 }, { "0 1", nil, 2 }, { "4 5", -2 }, { "0 1 2 3", nil, -2 }, { "0 2 4", nil, nil, 2 },
  { "5 4 3 2 1 0", nil, nil, -1 }, { "4 2", 4, 0, -2 }, { "5 3", nil, 1, -2 }, { "", 3, 3 }, { "", 4, 2 }, { "", 9 },
  { "5", 5, 100 }, { "0 1 2 3 4 5", -100, 100 }, { "5", nil, nil, -math.maxinteger }, { "0", nil, nil, math.maxinteger },
} do
  assert(rows(result:slice(case[2], case[3], case[4])) == case[1], case[1])
end
local none = result:slice(3, 3)
assert(#none == 0 and #none.activity == 0 and none:to_table().rows == 0)
none:print()
fails("the table has no rows", function() return none[1] end)
fails("the step of a slice must not be zero", result.slice, result, 1, 2, 0)
fails("index 6 is out of range: the table has 6 rows, 0 to 5 (or -6 to -1)", result.at, result, 6)
local arrays_cut = rich:slice(nil, nil, -5)
assert(#arrays_cut == 2 and arrays_cut[1].matrix[2][2] == 6 and arrays_cut.profile[2][2] == 1)

-- many columns
local many = {}
for i = 1, 500 do many["k" .. i] = i end
local wide = demo:map(function() return many end)
assert(#wide.columns == 502 and wide.k500[6] == 500)
fails("a result has no 'prnt'; did you mean 'print'?", function() wide:prnt() end)
fails("a result has no 'nothing like it'; there are activity, at, column, columns, coupling", function() return result["nothing like it"] end)
fails("there are at, column, columns, coupling, k1, k10, ", function() return wide["nothing like it"] end)

-- what is wrong
fails(": no (at point 3)", demo.map, demo, function(_, i)
  if i == 3 then error("no") end
  return 1
end)
fails("(at point 1)", demo.map, demo, function(p) return p.nowhere.else_ end)
fails("got string (at point 1)", demo.map, demo, function() return "x" end)
fails("got nil (at point 2)", demo.map, demo, function(_, i) if i < 2 then return 1 end end)
fails("returned 'value' here, and not at point 1 (at point 2)", demo.map, demo, function(_, i) return i == 1 and {a = 1} or 1 end)
fails("returned 'a2' here, and not at point 1 (at point 2)", demo.map, demo, function(_, i) return {["a" .. i] = 1} end)
fails("1 values here, and 2 at point 1 (at point 2)", demo.map, demo, function(_, i) return {a = 1, b = i == 1 and 1 or nil} end)
fails("'a' must be a number or a list of numbers, got boolean (at point 2)", demo.map, demo, function(_, i) return {a = i == 1 and 1 or true} end)
fails("'a' is [3] here, and [2] at point 1 (at point 2)", demo.map, demo, function(_, i) return {a = i == 1 and {1, 2} or {1, 2, 3}} end)
fails("'a' is [1] here, and a number at point 1 (at point 2)", demo.map, demo, function(_, i) return {a = i == 1 and 1 or {1}} end)
fails("lists in the list differ in length: 2 and 1 (at point 1)", demo.map, demo, function() return {{1, 2}, {1}} end)
fails("is a string, not a number (at point 1)", demo.map, demo, function() return {1, "x"} end)
fails("more than 4 dimensions (at point 1)", demo.map, demo, function() return {{{{{1}}}}} end)
local loop = {}
loop.x = loop
fails("holds itself (at point 1)", demo.map, demo, function() return loop end)
fails("function expected", demo.map, demo, 3)
fails("unknown option 'progres'; did you mean 'progress'?", demo.map, demo, print, {progres = true})
fails("error is", function() demo:map(function() error(setmetatable({}, {__tostring = function() return "error is" end})) end) end)
fails("a result has no 'activty'; did you mean 'activity'?", function() return result.activty end)
fails("no column 'x'", result.column, result, "x")
fails("index 7 is out of range: the table has 6 rows, 1 to 6 (or -6 to -1)", function() return result[7] end)
