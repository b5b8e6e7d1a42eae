-- embed.lua -- programs that have the library in them (tests/embed).
--
--   lua5.4 tests/embed.lua FOLDER OF PRODUCTS [static]
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local folder, out = kit.folder(), arg[1]
local massc = out .. "/massc"
for _, file in ipairs { "tests/embed/trials.mass", "models/experiments/rww_explorations.mass" } do kit.uses(file) end

local function program(name, ...)
  local output, code = kit.run(("XDG_CACHE_HOME=%s/cache timeout 300 %s/tests/embed/%s %s 2>&1"):format(folder, out, name, table.concat({ ... }, " ")))
  kit.check(code == 0, name .. " " .. (...), output)
end

program("static", massc, folder .. "/static")
if arg[2] ~= "static" then program("shared", massc, folder .. "/shared") end
-- Every way to begin, to step and to draw, and what people run.
local files = { "tests/embed/ways.mass", "tests/embed/trials.mass", "models/experiments/rww_g_sweep.mass",
                "models/experiments/oscillator.mass", "models/experiments/spaces.mass" }
for _, file in ipairs(files) do kit.uses(file) end
program("static", "rows", table.unpack(files))
if arg[2] ~= "static" then program("loads", kit.absolute(out .. "/libmassc.so"), folder .. "/loads", 1000) end
kit.finish()
