-- functions.lua -- every function of the language against tests/reference/functions.csv,
-- as kernels of all engines compute it and as constants do.
--
-- The table of functions is walked: one without a column in the reference, or without a
-- row in docs/numbers.md, which holds its bound, fails.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])

local one, two, composed = {}, {}, {}
for line in kit.read("generator/model/function.def"):gmatch("[^\n]+") do
  local name, least = line:match("^FUNCTION%((%w+), +(%d)")
  if name then table.insert(least == "1" and one or two, name) end
end
for name, args in kit.read("generator/model/composed.def"):gmatch("\nCOMPOSED%(([%w_]+), +(%d)") do
  composed[#composed + 1] = { name = name, args = tonumber(args) }
end

local rows = tables.read(kit.read("tests/reference/functions.csv"))

local function number(text)
  if text:find("nan") then return 0/0 end
  if text:find("inf") then return text:sub(1, 1) == "-" and -math.huge or math.huge end
  return tonumber(text) + 0.0*(text:sub(1, 1) == "-" and -1 or 1)
end

-- -0 is lost in a whole number.
local function cell(text)
  return number(text:match("^-?%d+$") and text .. ".0" or text)
end

local function as_single(x) return (string.unpack("f", string.pack("f", x))) end
local function finite(x) return x - x == 0 end

-- The bound of each function, in units of the last place of the exact value.
local bounds = {}
for name, bound in kit.read("docs/numbers.md"):gmatch("\n| `(%w+)` | ([%d.]+) |") do
  bounds[name] = tonumber(bound)
end

local function unit(x, single)
  local digits, least = single and 24 or 53, single and -125 or -1021
  if x == 0 then return 2.0^(least - digits) end
  local e = math.floor(math.log(math.abs(x), 2)) + 1
  if math.abs(x) >= 2.0^math.min(e, 1023)*(e > 1023 and 2 or 1) then e = e + 1 end
  if math.abs(x) < 2.0^(e - 1) then e = e - 1 end
  return 2.0^(math.max(e, least) - digits)
end

-- How far [got] is from the cell "high low" of the reference.
local function off(got, want, single)
  local high, low = want:match("^(%S+) (%S+)$")
  local x = number(high or want)
  local rounded = x
  if single then rounded = math.abs(x) < 0x1.ffffffp127 and as_single(x) or x > 0 and math.huge or x ~= x and x or -math.huge end
  if rounded ~= rounded or got ~= got then return rounded ~= rounded and got ~= got and 0 or math.huge end
  if not finite(rounded) or not finite(got) then return rounded == got and 0 or math.huge end
  if not low and x == 0 then return got == 0 and 1/got == 1/x and 0 or math.huge end
  return math.abs((got - x) - tonumber(low or 0))/unit(x, single)
end

local function written(x)
  if x ~= x then return "nan" end
  if not finite(x) then return x > 0 and "inf" or "-inf" end
  return ("%.17g"):format(x)
end

-- ---- kernels ------------------------------------------------------------------------

-- Rows the precision can hold, with one argument or two.
local function chosen(count, single)
  local list = {}
  for _, row in ipairs(rows) do
    local fits = (row.y == "") == (count == 1)
    for _, name in ipairs { "x", count == 2 and "y" or nil } do
      local x = fits and number(row[name])
      fits = fits and (not single or not finite(x) or math.abs(x) < 0x1.ffffffp127 and as_single(x) == x)
    end
    if fits then list[#list + 1] = row end
  end
  return list
end

-- No axis holds an infinity or NaN: they are 1/0, -1/0 and 0/0.
local function argument(list, name)
  local top, below = {}, {}
  for i, row in ipairs(list) do
    local x = number(row[name])
    top[i] = written(finite(x) and x or x ~= x and 0 or x > 0 and 1 or -1)
    below[i] = finite(x) and 1 or 0
  end
  return ("  param %s_1 = [%s]\n  param %s_0 = [%s]\n"):format(name, table.concat(top, ", "), name, table.concat(below, ", "))
end

local function kernel(count, single, engine)
  local list, text = chosen(count, single), (single and "precision single\n" or "") .. "explore e zip\n"
  text = text .. argument(list, "x") .. (count == 2 and argument(list, "y") or "")
  for _, name in ipairs(count == 1 and one or two) do
    text = text .. ("  observe v_%s = %s(%s)\n"):format(name, name, count == 1 and "x_1/x_0" or "x_1/x_0, y_1/y_0")
  end
  lab.engine = engine
  local got, output = lab.run(text .. "end\n")
  return list, got, output
end

local function worst_of(name, list, value, single)
  local worst, at = 0, nil
  for i, row in ipairs(list) do
    local d = row[name] and off(value(i), row[name], single) or math.huge
    if d > worst then worst, at = d, i end
  end
  return worst, at and ("%s(%s%s) is %.17g, not %s: %.3f ulp"):format(name, list[at].x,
    list[at].y ~= "" and ", " .. list[at].y or "", value(at), tostring(list[at][name]), worst)
end

local function holds(name, list, value, single, title, most)
  local worst, what = worst_of(name, list, value, single)
  kit.check(bounds[name] and worst <= math.min(bounds[name], most or 10), title:format(name), what)
end

local function kernels(single)
  local word = single and "single" or "double"
  for count = 1, 2 do
    local list, got, output = kernel(count, single, "tcc")
    local function of(name)
      return function(i)
        local x = cell(got[i]["v_" .. name])
        return single and finite(x) and as_single(x) or x
      end
    end
    if not kit.check(#list > 90 and #got == #list, ("kernels of %d argument(s), %s, run"):format(count, word), output) then return end
    for _, name in ipairs(count == 1 and one or two) do
      holds(name, list, of(name), single, "%s of a kernel, " .. word)
    end
    local first = lab.csv()
    for _, engine in ipairs { "gcc", "clang" } do
      if kit.has(engine) then
        kernel(count, single, engine)
        kit.same(lab.csv(), first, ("%s: the bits of tcc, %d argument(s), %s"):format(engine, count, word))
      else
        kit.skip(engine .. ": the bits of tcc", "not installed")
      end
    end
  end
end

-- ---- constants ----------------------------------------------------------------------

-- What is not finite is looked at by a condition, as no axis holds it.
local function constant(name, row)
  local call = ("%s(%s%s)"):format(name, written(number(row.x)), row.y ~= "" and ", " .. written(number(row.y)) or "")
  local want = number(row[name]:match("^%S+"))
  if finite(want) then return call end
  return want ~= want and ("if %s != %s then 1 else 0"):format(call, call) or ("if %s == %s then 1 else 0"):format(call, written(want))
end

local function constants(names, count)
  local list, text = chosen(count), "explore e zip\n"
  for _, name in ipairs(names) do
    local values = {}
    for i, row in ipairs(list) do values[i] = constant(name, row) end
    text = text .. ("  param c_%s = [%s]\n"):format(name, table.concat(values, ",\n    "))
  end
  lab.engine = "tcc"
  local got, output = lab.run(text .. "  observe one = 1\nend\n")
  if not kit.check(#got == #list, ("constants of %d argument(s) are read"):format(count), output) then return end
  for _, name in ipairs(names) do
    holds(name, list, function(i)
      local want, x = number(list[i][name]:match("^%S+")), cell(got[i]["c_" .. name])
      if finite(want) then return x end
      return x == 1 and want or 0
    end, false, "%s of constants", 0.51)
  end
end

local function more_than_two()
  lab.gives("min and max of three constants", [[
explore e zip
  param a = [min(3, 1, 2), max(3, 4, 2), min(3, 2, 1)]
  observe b = a
end
]], "b", { 1, 4, 1 })
end

-- A function made of others has no value among constants, and says so.
local function refused()
  for _, f in ipairs(composed) do
    lab.write(("explore e\n  param p = [%s(%s)]\n  observe y = p\nend\n"):format(f.name, ("1, "):rep(f.args):sub(1, -3)))
    lab.says(f.name .. " is refused in a constant", 1, { f.name .. " is a function of time; a number is needed here" }, "check model.mass")
  end
end

kit.check(#one >= 30 and #two >= 6 and #composed >= 3, "the tables of functions are read", #one .. ", " .. #two)
kernels(false)
kernels(true)
constants(one, 1)
constants(two, 2)
more_than_two()
refused()
kit.uses("generator/model/function.def")
kit.uses("generator/model/composed.def")
kit.uses("docs/numbers.md")
kit.uses("tests/reference/functions.csv")
kit.finish()
