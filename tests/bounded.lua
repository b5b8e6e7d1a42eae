-- bounded.lua -- memory that grows neither with the length of what is recorded nor with points.
--
--   lua5.4 tests/bounded.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
for _, path in ipairs { "tests/bounded.lua", "tests/kit.lua", "tests/lab.lua" } do kit.uses(path) end

local MOST = 64e6

local head = [[
use Generic2dOscillator
network
  dynamics Generic2dOscillator with V = 0.1, W = 0.1
end
]]

-- The process itself says what it took at most; of those it starts only time(1) knows.
local timer = kit.has("/usr/bin/time") and "/usr/bin/time -f 'at most %M kB' " or ""
local function stays_small(title, text, options)
  lab.write(head .. text)
  local output, code = kit.run(("cd %s && XDG_CACHE_HOME=%s/cache timeout 300 %s%s run model.mass --quiet --out big --stats stats.json %s >/dev/null")
                               :format(lab.home, lab.home, timer, lab.program, options))
  local own = tonumber((kit.read(lab.home .. "/stats.json") or ""):match('"peak_bytes": (%d+)'))
  local all = timer ~= "" and 1024*(tonumber(output:match("at most (%d+) kB")) or math.huge) or own
  kit.check(code == 0 and own and own < MOST, title, ("%s bytes\n%s"):format(own, output))
  kit.check(all and all < MOST, title .. ", with what it starts", ("%s bytes"):format(all))
  kit.run(("rm -rf %s/big"):format(lab.home))
end

local steps = "simulate heun with dt = 0.01 ms, duration = 100000 ms\nrecord V, W\n"
stays_small("a trajectory of 10^7 steps, NPY", steps, "--real f32 --format npy")
stays_small("a trajectory of 10^7 steps, NetCDF", steps, "--real f32 --format nc")
-- 80 MB of samples, whose rows come side by side
stays_small("a sweep that records", "simulate heun with dt = 0.1 ms, duration = 1000 ms\nrecord V, W\nexplore e\n  a = grid(-2, 2, 500)\nend\n",
            "--format npy --threads 2")
stays_small("100000 points", "simulate heun with dt = 0.01 ms, duration = 2 ms\nobserve mean_V = mean(V)\nexplore e\n  a = grid(-2, 2, 100000)\nend\n", "")

-- Pieces larger than that, whose rows and series become one table's.
if timer == "" then
  kit.skip("memory of merging", "there is no /usr/bin/time")
else
  for formats, rows in kit.sorted { csv = 160, nc = 1000, npy = 1000 } do
    lab.write(head .. ("simulate heun with dt = 0.1 ms, duration = 1000 ms\nrecord V, W\nexplore e\n  a = grid(-2, 2, %d)\nend\n"):format(rows))
    for i = 0, 1 do lab.call(("run model.mass --quiet --out big --shard %d/2 --threads 2 --format %s"):format(i, formats)) end
    local output, code = kit.run(("cd %s && timeout 300 %s%s merge big --quiet"):format(lab.home, timer, lab.program))
    local most = 1024*(tonumber(output:match("at most (%d+) kB")) or math.huge)
    kit.check(code == 0 and most < MOST, "merging two pieces of 80 MB, " .. formats, output .. kit.run("ls -l " .. lab.home .. "/big"))
    kit.run(("rm -rf %s/big"):format(lab.home))
  end
end
kit.finish()
