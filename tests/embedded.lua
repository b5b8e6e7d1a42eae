-- embedded.lua -- every template and library model is listed in
-- templates/files.ninja, and nothing is listed that does not exist.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"

-- Files that belong into the program, as the build names them.
local function wanted()
  local list = { ["runtime/engine/kernel.h"] = true }
  for _, folder in ipairs { "templates", "templates/math", "templates/math/f32", "templates/math/f64",
                            "templates/part", "templates/scheme", "templates/after", "models", "models/couplings" } do
    for _, path in ipairs(kit.files(folder, "%.[%w]+$")) do
      local ending = path:match("%.(%w+)$")
      if ending == (path:match("^models/") and "mass" or ending) and path ~= "templates/embed.lua"
         and path ~= "templates/files.ninja" then
        list[path] = true
      end
    end
  end
  return list
end

local function listed()
  local text = kit.read(kit.uses("templates/files.ninja")):gsub("%$\n", " ")
  local edge, list = text:match("build %$b/embedded%.c: embed ([^\n|]*)"), {}
  for path in (edge or ""):gmatch("%S+") do list[path] = true end
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

local there, named = wanted(), listed()
kit.check(lacking(there, named) == "", "templates/files.ninja lists every file", lacking(there, named))
kit.check(lacking(named, there) == "", "every file it lists exists", lacking(named, there))
-- A folder that is not looked at above would be forgotten.
local folders = kit.run("find templates -mindepth 1 -type d | LC_ALL=C sort | tr '\\n' ' '")
kit.check(folders == "templates/after templates/math templates/math/f32 templates/math/f64 templates/part templates/scheme ",
          "templates/ has the folders this test knows", folders)
kit.finish()
