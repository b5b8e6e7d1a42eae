-- library.lua -- every model of the library: what its file promises.
--
--   lua5.4 tests/library.lua check PROGRAM             each file is checked without a word, strictly unless it says why not, is
--                                                      complete, found by its name, and declares what its source does
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

-- Files find the models by name, in whatever folder of the library they lie.
local function check_use(list)
  local uses = {}
  for i, model in ipairs(list) do uses[i] = "use " .. model.name .. "\n" end
  local output, code = call("check %s", kit.write(folder .. "/uses.mass", table.concat(uses)))
  kit.check(code == 0 and output == "", "all are used by name", output)
end

-- Starts and ranges are the source's, as far as it has any.
local function check_declared(model)
  local text = kit.read(kit.uses("tests/reference/models/" .. model.name .. ".json"))
  if not kit.check(text, model.name .. " has points") then return end
  local points = json.read(text)
  local output = call("show %s --json", model.path)
  local ok, shown = pcall(json.read, output)
  if not ok then return kit.check(false, model.name .. " is shown as JSON", output) end
  local known, wrong = {}, {}
  for _, list in ipairs { shown.states, shown.parameters } do
    for _, q in ipairs(list) do known[q.name] = q end
  end
  for name, value in kit.sorted(points.initial) do
    if known[name].initial ~= value then wrong[#wrong + 1] = ("%s starts at %s, not %s"):format(name, known[name].initial, value) end
  end
  for name, range in kit.sorted(points.range) do
    local got = known[name].range
    if got[1] ~= range[1] or got[2] ~= range[2] then
      wrong[#wrong + 1] = ("%s is in [%s, %s], not [%s, %s]"):format(name, got[1], got[2], range[1], range[2])
    end
  end
  kit.check(#wrong == 0, model.name .. " starts where its source does, its ranges are those", table.concat(wrong, "\n"))
end

-- Kernels compile as long as their texts are: what is a kernel's own, beside the functions and tables of all, stays short
-- (tests/bench/library.lua has the times).
local longest_text = 64*1024
local function check_text(model)
  local output, code = call("emit --kernel %s", model.path)
  local own = output:match("\n/%* The buffers, and what each holds%. %*/\n(.*)")
  kit.check(code == 0 and own and #own <= longest_text, ("%s has a text of at most %d bytes"):format(model.path, longest_text), own and #own or output)
end

function modes.check()
  local seen = {}
  check_use(library())
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
    check_declared(model)
    check_text(model)
    output, code = call("show %s", model.name)
    kit.check(code == 0 and output:find("model " .. model.name, 1, true), model.name .. " is found by its name", output)
  end
  for _, path in ipairs(kit.files("tests/reference/models", "%.json$")) do
    kit.check(seen[path:match("([^/]+)%.json$")], path .. " belongs to a model")
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

-- ---- points -------------------------------------------------------------------

-- Numbers of a value a node, or a value a node and mode, in a row.
local function flat(x, out)
  out = out or {}
  if type(x) ~= "table" then
    out[#out + 1] = x
  else
    for _, one in ipairs(x) do flat(one, out) end
  end
  return out
end

-- What is wrong with numbers that should be [want]; [floor]: what counts as nothing beside the others.
local function fault(name, got, want, tolerance, floor)
  got, want = flat(got), flat(want)
  if #got ~= #want then return ("%s: %d numbers, not %d"):format(name, #got, #want) end
  for i, x in ipairs(want) do
    local y = tonumber(got[i])
    if not (y and math.abs(y - x) <= tolerance*math.max(math.abs(x), floor or 0)) then
      return ("%s: number %d is %.17g, not %.17g: %.1e off"):format(name, i, y or 0/0, x, y and math.abs(y/x - 1) or 0/0)
    end
  end
end

local function faults(got, want, tolerance)
  local list = {}
  for name, numbers in kit.sorted(want) do
    list[#list + 1] = not (got and got[name]) and name .. " is missing" or fault(name, got[name], numbers, tolerance)
  end
  return table.concat(list, "\n")
end

-- Of node 0. What the points leave out is 0, beside the largest of its row. Where differences are in the
-- equations rounding is large beside small slopes: then all are held against the largest.
local function faults_of_jacobian(got, want, points)
  local list, left_out = {}, {}
  for _, name in ipairs(points.rounded or {}) do left_out[name] = true end
  for part, rows in kit.sorted(want) do
    for of, row in kit.sorted(rows) do
      local largest = 0
      for _, x in pairs(row) do
        for _, y in ipairs(flat(x)) do largest = math.max(largest, math.abs(y)) end
      end
      for by, x in kit.sorted(got[part][of]) do
        local wanted = row[by]
        if not wanted then                                 -- zeros, as many as there are
          wanted = {}
          for i = 1, #flat(x[1]) do wanted[i] = 0.0 end
        end
        list[#list + 1] = not left_out[by]
            and fault(("d%s by %s"):format(of, by), x[1], wanted, points.of_jacobian or 1e-10,
                      (points.rounded and 1 or 1e-9)*largest) or nil
      end
      for by in kit.sorted(row) do
        list[#list + 1] = not got[part][of][by] and ("d%s by %s is missing"):format(of, by) or nil
      end
    end
  end
  return table.concat(list, "\n")
end

-- What massc is given of a set, as it is written: no digit is lost on the way.
local function given(text)
  local parts = {}
  for _, key in ipairs { "parameters", "t", "state", "input" } do
    parts[#parts + 1] = text:match('\n "' .. key .. '":[^\n]*'):gsub(",$", "")
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

local function try(model, points, set, text, engine)
  local name = ("%s, %s"):format(model.name, set.what)
  local file = kit.write(folder .. "/at.json", given(text))
  local output, code = call("eval %s --at %s --engine %s%s", model.path, file, engine, set.jacobian and " --jacobian" or "")
  local ok, got = pcall(json.read, output)
  if code ~= 0 or not ok then return kit.check(false, name, output) end
  local wrong = faults(got.derivatives, set.derivatives, points.tolerance)
  kit.check(wrong == "", name .. ": derivatives", wrong)
  if set.auxiliaries then
    wrong = faults(got.watch, set.auxiliaries, points.tolerance)
    kit.check(wrong == "", name .. ": auxiliaries", wrong)
  end
  if set.jacobian then
    wrong = faults_of_jacobian(got.jacobian, set.jacobian, points)
    kit.check(wrong == "", name .. ": Jacobian", wrong)
  end
end

function modes.points()
  for _, model in ipairs(library()) do
    local text = kit.read(kit.uses("tests/reference/models/" .. model.name .. ".json"))
    local points, number = json.read(text), 0
    for raw in text:gmatch("\n(%b{})") do
      number = number + 1
      try(model, points, points.sets[number], raw, arg[3] or "tcc")
    end
    kit.check(number == #points.sets and number > 0, model.name .. " has sets of points")
  end
end

kit.uses("tests/library.lua")
kit.uses("tests/kit.lua")
kit.uses("tests/json.lua")
assert(massc and modes[mode], "usage: lua5.4 tests/library.lua check|run|points PROGRAM [ENGINE...]")()
kit.finish()
