-- embedded.lua -- every template and library model travels inside the program, and a
-- function without its text does not: lua5.4 tests/embedded.lua OUT/embedded.c
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"

-- Files that belong into the program.
local function wanted()
  local list = { ["runtime/engine/kernel.h"] = true, ["runtime/engine/kernel_eval.h"] = true }
  for path in kit.run("find templates models -path models/experiments -prune -o -print"):gmatch("[^\n]+") do
    local ending = path:match("%.(%w+)$")
    if not ending then
      kit.uses(path)                            -- a folder
    elseif ending == (path:match("^models/data/") and "tsv" or path:match("^models/") and "mass" or ending) and path ~= "templates/embed.lua"
           and path ~= "templates/files.ninja" then
      list[path] = true
    end
  end
  return list
end

local function listed(path)
  local list = {}
  for name in kit.read(kit.uses(path)):gmatch('\n    { "([^"]+)"') do list[name] = true end
  return list
end

-- Names in [a] that [b] lacks, one a line.
local function lacking(a, b)
  local names = {}
  for path in pairs(a) do
    if not b[path] then names[#names + 1] = path end
  end
  table.sort(names)
  return table.concat(names, "\n")
end

local there, named = wanted(), listed(arg[1])
kit.check(lacking(there, named) == "", "every file travels", lacking(there, named))
kit.check(lacking(named, there) == "", "every file that travels is known here", lacking(named, there))
-- Both texts of a function, or none: a copy of the templates without one of them.
local copy = kit.folder()
kit.run(("mkdir -p %s/generator/model %s/out && cp -r templates models runtime %s && cp generator/model/function.def %s/generator/model")
        :format(copy, copy, copy, copy))
local output, code = kit.run(("cd %s && rm templates/math/f64/log1p.c && lua5.4 templates/embed.lua out/embedded.c templates"):format(copy))
kit.check(code ~= 0 and output:find("function.def: log1p has no templates/math/f64/log1p.c", 1, true), "a function without a text is named", output)
kit.uses("templates/embed.lua")
kit.uses("tests/embedded.lua")
kit.finish()
