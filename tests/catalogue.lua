-- catalogue.lua -- docs/models.md shows the library as the program knows it.
--
--   lua5.4 tests/catalogue.lua out/massc [--accept]      --accept rewrites docs/models.md
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local json = require "json"
local massc = assert(arg[1], "usage: lua5.4 tests/catalogue.lua PROGRAM [--accept]")
local page = "docs/models.md"

local head = [[
# Models

All models of the library, from the program's own tables and the heads of the files; a test keeps them alike
(`lua5.4 tests/catalogue.lua out/massc --accept` rewrites this page).

`use JansenRit` in a file takes a model from here, `massc show JansenRit` prints its equations and parameters,
`massc run JansenRit` runs what its file explores, `massc list sigmoid` finds models by a word. Each is held
against its source by `tests/library.lua`, at the points of `tests/reference/models`.

Where sources differ there is a file for each. A plain name is TVB's form, or the one all agree on; a name that ends in
`Tvb`, `Tvbo`, `Tvboptim`, `TVB` or `Contrib` is as that source has it (`Contrib`: TVB's contributed models), one that
begins with `PyRates` a template of PyRates. The text of each says what is different. States and inputs are in the
units behind them, an input names the states it usually reads; a file without any units says so.

Some templates have no file of their own, since another model is theirs: PyRates' `kmo` is Kuramoto, its `qif`
MontbrioPazoRoxin, its `WC` WilsonCowan, each with other numbers. Not there are cells that a spike resets (integrate-and-fire,
Izhikevich, adaptive exponential), which take events, and models whose edges have delays or states.
]]

local function files(where)
  local list = {}
  for _, path in ipairs(kit.files(where, "%.mass$")) do list[#list + 1] = path end
  return list
end

local function cell(text) return (text:gsub("|", "\\|"):gsub("%s+", " ")) end

-- The comments above the model, and why it has no units.
local function comments(text)
  local lines, why = {}, nil
  for line in text:match("^(.-)\nmodel "):gmatch("[^\n]+") do
    local reason = line:match("^# dimensionless: (.*)$")
    if reason then why = reason else lines[#lines + 1] = line:match("^# ?(.*)$") end
  end
  return table.concat(lines, " "), why
end

local function with_unit(name, unit)
  return unit and unit ~= json.null and ("`%s` [%s]"):format(name, unit) or ("`%s`"):format(name)
end

local function states(model)
  local list = {}
  for _, s in ipairs(model.states) do list[#list + 1] = with_unit(s.name, s.unit) end
  return table.concat(list, ", ")
end

local function inputs(model)
  local list = {}
  for _, i in ipairs(model.inputs) do
    local from = i.from and i.from ~= json.null and i.from or {}
    from = type(from) == "table" and table.concat(from, ", ") or from
    list[#list + 1] = with_unit(i.name or i, i.unit) .. (from ~= "" and " from " .. from or "")
  end
  return table.concat(list, "; ")
end

-- A reference as its first authors and year, and a link where there is one. Names come first, one word each.
local function reference(text)
  local names, doi = {}, text:match("doi:(%S+)$")
  for part in text:gmatch("([^,]+), ") do
    if part:gsub("^%l+ ", ""):gsub("^%l+ ", ""):find(" ") then break end
    names[#names + 1] = part
  end
  local short = #names > 2 and names[1] .. " et al." or #names > 0 and table.concat(names, ", ") or text:match("^[^,]*")
  local year = text:match("%((%d%d%d%d)%)")
  short = year and short .. " " .. year or short
  return doi and ("[%s](https://doi.org/%s)"):format(short, (doi:gsub("[()<>]", function(c) return ("%%%02X"):format(c:byte()) end))) or short
end

local function row(path)
  local name, text = path:match("([^/]+)%.mass$"), kit.read(path)
  local output, code = kit.run(("%s show %s --json"):format(massc, path))
  local ok, model = pcall(json.read, output)
  kit.check(code == 0 and ok, "massc show " .. path .. " --json", output)
  if code ~= 0 or not ok then return "" end
  local about, why = comments(text)
  local more = why and (" *Dimensionless: %s*"):format(why) or ""
  local references = {}
  for _, r in ipairs(model.references or {}) do references[#references + 1] = reference(r) end
  return ("| [%s](../%s) | **%s.** %s%s | %s | %s | %s |\n"):format(name, path, cell(model.doc), cell(about), cell(more),
      states(model), inputs(model), cell(table.concat(references, "; ")))
end

local function section(title, list)
  local out = { ("\n## %s\n\n| model | what it is | states | inputs | references |\n|---|---|---|---|---|\n"):format(title) }
  for _, path in ipairs(list) do out[#out + 1] = row(path) end
  return table.concat(out)
end

-- What a coupling sums and what arrives, or what an observer does.
local function coupling(path, word)
  local name, text = path:match("([^/]+)%.mass$"), kit.read(path)
  local output, code = kit.run(("%s show %s --json"):format(massc, path))
  local ok, shown = pcall(json.read, output)
  kit.check(code == 0 and ok, "massc show " .. path .. " --json", output)
  if code ~= 0 or not ok then return "" end
  local about, formulas, values, references = (("\n" .. text):match("^\n(.-)\n?" .. word .. " ")):gsub("\n?# ?", " "), {}, {}, {}
  for _, e in ipairs(shown.equations) do formulas[#formulas + 1] = ("`%s%s = %s`"):format(e.name, e.kind == "rate" and "'" or "", e.text) end
  for _, p in ipairs(shown.parameters) do values[#values + 1] = ("`%s = %.12g`"):format(p.name, p.value) .. (p.unit ~= json.null and (" [%s]"):format(p.unit) or "") end
  for _, r in ipairs(shown.references) do references[#references + 1] = reference(r) end
  return ("| [%s](../%s) | **%s.**%s | %s | %s | %s |\n"):format(name, path, cell(shown.doc), cell(about), table.concat(formulas, "<br>"),
      table.concat(values, ", "), cell(table.concat(references, "; ")))
end

local function couplings(list)
  local out = { "\n## Couplings\n\nEach sums over the sources, `sum`, the weight times `pre`; `post` is what arrives.\n\n"
      .. "| coupling | what it is | formulas | values | references |\n|---|---|---|---|---|\n" }
  for _, path in ipairs(list) do out[#out + 1] = coupling(path, "coupling") end
  return table.concat(out)
end

local function observers(list)
  local out = { "\n## Observers\n\nSmall models that observations drive: `observe bold = BalloonWindkessel(S) every 1 s`.\n\n"
      .. "| observer | what it is | formulas | values | references |\n|---|---|---|---|---|\n" }
  for _, path in ipairs(list) do out[#out + 1] = coupling(path, "observer") end
  return table.concat(out)
end

local function dimensionless(list)
  local names = {}
  for _, path in ipairs(list) do
    local _, why = comments(kit.read(path))
    if why then names[#names + 1] = path:match("([^/]+)%.mass$") end
  end
  return table.concat(names, ", ")
end

local neural, systems = files "models", files "models/systems"
local text = head .. section("Neural models", neural) .. section("Dynamical systems and maps", systems) .. couplings(files "models/couplings") .. observers(files "models/observers")
    .. "\n## Without units\n\nAll others pass `units strict`; these are as their papers have them, with time in ms by convention where it has"
    .. "\na unit at all. Neural models: " .. dimensionless(neural) .. ".\n\nSystems and maps: " .. dimensionless(systems) .. ".\n"
if arg[2] == "--accept" then kit.write(page, text) end
kit.same(kit.read(kit.uses(page)), text, page .. " shows the library")
kit.uses("tests/catalogue.lua")
kit.uses("tests/json.lua")
kit.finish()
