-- library.lua -- every model of the library: what its file promises.
--
--   lua5.4 tests/library.lua check PROGRAM             each file is checked without a word, strictly unless it says why not, its
--                                                      head is complete, a name finds it, and points for it are there
--   lua5.4 tests/library.lua run PROGRAM ENGINE...     its explorations run as it says; all numbers finite, and of a second
--                                                      engine the same to the byte
--   lua5.4 tests/library.lua points PROGRAM            derivatives and Jacobians at the points of tests/reference/models
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local json = require "json"
local mode, massc = arg[1], arg[2]
local folder = kit.folder()

-- { name, path, text } of each file, sorted.
local function library()
  local list = {}
  for _, where in ipairs { "models", "models/systems" } do
    for _, path in ipairs(kit.files(where, "%.mass$")) do
      list[#list + 1] = { name = path:match("([^/]+)%.mass$"), path = path, text = kit.read(path) }
    end
  end
  return list
end

local function call(line, ...)
  return kit.run(("XDG_CACHE_HOME=%s/cache timeout 300 %s " .. line):format(folder, massc, ...))
end

local modes = {}

-- ---- check --------------------------------------------------------------------

-- What the head and the end of a file must have.
local function lacks(model)
  local missing = {}
  local function need(what, found) if not found then missing[#missing + 1] = what end end
  need("a comment first", model.text:match("^# "))
  need("model " .. model.name, model.text:match("\nmodel " .. model.name .. ' "[^"\n]+"\n'))
  need("a reference", model.text:match('\n  reference "[^"\n]+"'))
  need("simulate", model.text:match("\nsimulate "))
  need("observe", model.text:match("\nobserve "))
  need("explore", model.text:match("\nexplore "))
  for line in model.text:gmatch("\n(  [sp][ta][ar]%a+ [^\n]*)") do        -- states and parameters; a matrix goes on
    if line:match("^  state ") or line:match("^  param ") then
      need("a description of " .. line, line:match('"[^"]+"$') or line:match("[%[,]$"))
    end
  end
  return table.concat(missing, "\n")
end

-- Is there a unit behind a state or a parameter?
local function has_units(text)
  for line in text:gmatch("\n  [sp][^\n]*") do
    if line:match("^\n  state ") or line:match("^\n  param ") then
      line = line:gsub('".*"', "")
      if line:find("%[[%a%%][^%],]*%]") or line:find("%[1/[^%],]*%]") then return true end
    end
  end
  return false
end

function modes.check()
  local seen = {}
  for _, model in ipairs(library()) do
    local output, code = call("check %s", model.path)
    kit.check(code == 0 and output == "", model.path .. " is checked without a message", output)
    local dimensionless = model.text:match("\n# dimensionless: %S")
    if not dimensionless then
      local file = kit.write(("%s/%s.mass"):format(folder, model.name), "units strict\n" .. model.text)
      output, code = call("check %s", file)
      kit.check(code == 0 and output == "", model.path .. " passes units strict", output)
    end
    kit.check(not dimensionless == has_units(model.text), model.path .. " has units, or says that there are none")
    local missing = lacks(model)
    kit.check(missing == "", model.path .. " is complete", missing)
    kit.check(not seen[model.name], model.name .. " is one model")
    seen[model.name] = true
    kit.check(kit.read(kit.uses("tests/reference/models/" .. model.name .. ".json")), model.name .. " has points")
    output, code = call("show %s", model.name)
    kit.check(code == 0 and output:find("model " .. model.name, 1, true), model.name .. " is found by its name", output)
  end
end

-- ---- run ----------------------------------------------------------------------

-- The tables of a file, one behind the other; nil and why, when a run or a number is bad.
local function tables_of(model, engine)
  local out = ("%s/%s/%s"):format(folder, engine, model.name)
  local output, code = call("run %s --engine %s --quiet --strict --format csv --out %s", model.path, engine, out)
  if code ~= 0 then return nil, output end
  local text = kit.run(("cat %s/*.csv"):format(out))
  for cell in text:lower():gmatch("[^,\n]+") do
    if cell:match("^%-?nan") or cell:match("^%-?inf") then return nil, text end
  end
  return text
end

function modes.run()
  for _, model in ipairs(library()) do
    local first
    for i = 3, #arg do
      local engine = arg[i]
      local name = ("%s: %s"):format(model.path, engine)
      if engine ~= "tcc" and not kit.has(engine) then
        kit.skip(name, "not installed")
      else
        local text, why = tables_of(model, engine)
        kit.check(text, name .. " runs, all numbers finite", why)
        if first and text then kit.same(text, first, name .. " gives the same bytes") end
        first = first or text
      end
    end
  end
end

kit.uses("tests/library.lua")
kit.uses("tests/kit.lua")
assert(massc and modes[mode], "usage: lua5.4 tests/library.lua check|run|points PROGRAM [ENGINE...]")()
kit.finish()
