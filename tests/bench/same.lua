-- same.lua -- do two programs write the same tables? Bytes of CSV, engine by engine.
--
--   ninja out/tests/property/specimens && mkdir F && out/tests/property/specimens F 200
--   lua5.4 tests/bench/same.lua [--engine tcc,gcc,clang] OLD NEW FILE.mass...
--
-- A file given as OLDFILE=NEWFILE is read by each in its own place. --no-zero-signs: -0 is
-- 0, for programs that show them alike. Prints what differs and a count; ends with 1
-- where anything does.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"

local options, given = kit.options(arg, { engine = true, ["no-zero-signs"] = false })
if not options or not given[3] then
  io.stderr:write("usage: same.lua [--engine E,...] [--no-zero-signs] OLD NEW FILE...\n")
  os.exit(2)
end
local old, new = table.remove(given, 1), table.remove(given, 1)
local engines, no_signs = kit.list(options.engine or "tcc,gcc,clang"), options["no-zero-signs"]

local folder = kit.run("mktemp -d"):gsub("%s+$", "")
local function tables(program, file, engine)
  local out = folder .. "/out"
  os.execute(("rm -rf '%s'"):format(out))
  local said = kit.run(("'%s' run '%s' --engine %s --no-netcdf --quiet --out '%s' 2>&1 >/dev/null; echo \"code $?\""):format(program, file, engine, out))
  local list = { [""] = said:match("code %d+") }
  for path in kit.run(("cd '%s' 2>/dev/null && find . -name '*.csv' | sort"):format(out)):gmatch("[^\n]+") do
    local text = kit.read(out .. "/" .. path)
    list[path] = no_signs and text:gsub("%-0%f[,\n\r%]]", "0") or text
  end
  return list
end

local same, other = 0, 0
for _, file in ipairs(given) do
  local a, b = file:match("^(.-)=(.*)$")
  for _, engine in ipairs(engines) do
    local was, is = tables(old, a or file, engine), tables(new, b or file, engine)
    local differs
    for name, text in pairs(was) do differs = differs or (is[name] ~= text and name .. " ") end
    for name in pairs(is) do differs = differs or (not was[name] and name .. " is new") end
    if differs then
      other = other + 1
      print(("%s on %s: %s"):format(b or file, engine, differs == " " and was[""] .. ", now " .. is[""] or differs))
    else
      same = same + 1
    end
  end
end
os.execute(("rm -rf '%s'"):format(folder))
print(("%d the same, %d differ"):format(same, other))
os.exit(other == 0)
