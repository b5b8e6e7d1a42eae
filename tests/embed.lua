-- embed.lua -- programs that have the library in them (tests/embed).
--
--   lua5.4 tests/embed.lua MASSC PROGRAM...
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local folder, massc = kit.folder(), arg[1]
for _, file in ipairs { "tests/embed/trials.mass", "models/experiments/rww_explorations.mass" } do kit.uses(file) end
for i = 2, #arg do
  local output, code = kit.run(("XDG_CACHE_HOME=%s/cache timeout 300 %s %s %s/%d 2>&1"):format(folder, arg[i], massc, folder, i))
  kit.check(code == 0, arg[i], output)
end
-- Every way to begin, to step and to draw, and what people run.
local files = { "tests/embed/ways.mass", "tests/embed/trials.mass", "models/experiments/rww_g_sweep.mass",
                "models/experiments/oscillator.mass", "models/experiments/spaces.mass" }
for _, file in ipairs(files) do kit.uses(file) end
local output, code = kit.run(("XDG_CACHE_HOME=%s/cache timeout 300 %s rows %s 2>&1"):format(folder, arg[2], table.concat(files, " ")))
kit.check(code == 0, "rows step by step", output)
kit.finish()
