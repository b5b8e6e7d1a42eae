-- couplings.lua -- the couplings of the library, against the formulas they are made from.
--
--   lua5.4 tests/couplings.lua out/massc
--
-- tests/reference/couplings.py, which knows nothing of this project, made the numbers in couplings.json.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local json = require "json"
local massc = arg[1]
local lab = require "lab" (massc)
local check = kit.check

local function list(values)
  local out = {}
  for i, x in ipairs(values) do out[i] = type(x) == "table" and list(x) or ("%.17g"):format(x) end
  return "[" .. table.concat(out, ", ") .. "]"
end

local function each(count, text)
  local out = {}
  for k = 0, count - 1 do out[#out + 1] = (text:gsub("#", k)) end
  return out
end

local function lines(count, text) return table.concat(each(count, text), "\n") end
local function names(count, text) return table.concat(each(count, text), ", ") end

-- Nodes that stand still, and what arrives at each of them.
local function experiment(name, case)
  local sources, outputs, with = #case.x, #case.outputs, {}
  for parameter, value in pairs(case.parameters) do with[#with + 1] = ("%s = %.17g"):format(parameter, value) end
  table.sort(with)
  local starts = {}
  for k, x in ipairs(case.x) do starts[k] = ("  state s%d = %s\n  s%d' = 0"):format(k - 1, list(x), k - 1) end
  return table.concat({ "model Still", table.concat(starts, "\n"), lines(outputs, "  input c#\n  y# = c#\n  watch y#"), "end",
    "network", ("  nodes %d"):format(#case.weights), "  graph weights = " .. list(case.weights),
    ("  coupling %s = %s(%s) with %s"):format(names(outputs, "c#"), name, names(sources, "s#"), table.concat(with, ", ")),
    "end", "simulate euler with dt = 1, duration = 1", lines(outputs, "observe o# = last(y#)"), "explore e", "end", "" }, "\n")
end

local reference = json.read(kit.read(kit.uses("tests/reference/couplings.json")))
local shipped = {}
for _, path in ipairs(kit.files("models/couplings", "%.mass$")) do
  local name = path:match("([^/]+)%.mass$")
  local text = kit.read(kit.uses(path))
  shipped[name] = true
  check(text:match("^# ") and text:match("\ncoupling " .. name .. ' "[^"\n]+"\n'), name .. " says what it is", text)
  check(reference[name], name .. " has points to be held against")
end
local count = 0
for name, cases in pairs(reference) do
  count = count + #cases
  check(shipped[name], name .. " is there")
  for i, case in ipairs(cases) do
    for k, want in ipairs(case.outputs) do
      lab.gives(("%s, case %d, output %d"):format(name, i, k), experiment(name, case), ("o%d"):format(k - 1), { want }, "--no-netcdf", 2e-14)
    end
  end
end
check(count == 65, "all cases were there", count)
kit.finish()
