-- library.lua -- how long each model of the library takes to become a kernel; asserts nothing.
--
--   lua5.4 tests/bench/library.lua out/massc [ENGINE]...       tcc and gcc, unless said otherwise
--
-- The best of three runs of the file's exploration; of gcc and clang the first, into an empty cache.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = assert(arg[1], "usage: lua5.4 tests/bench/library.lua PROGRAM [ENGINE]...")
local engines = arg[2] and table.move(arg, 2, #arg, 1, {}) or { "tcc", "gcc" }
local folder = kit.home()
local limit = { tcc = 0.005, gcc = 1, clang = 1 }

-- Seconds of the stages of one run, by name.
local function stages(path, engine, round)
  local output, code = kit.run(("XDG_CACHE_HOME=%s/%s_%d %s run %s --engine %s --quiet --no-files --stats %s/stats.json")
      :format(folder, engine, round, massc, path, engine, folder))
  if code ~= 0 then return nil, output end
  local seconds = {}
  for name, x in kit.read(folder .. "/stats.json"):match("{.-}"):gmatch('"(%w+)_s": ([%d.e-]+)') do seconds[name] = tonumber(x) end
  return seconds
end

local function measure(path, engine)
  local best
  for round = 1, engine == "tcc" and 3 or 1 do
    local s, why = stages(path, engine, round)
    if not s then return nil, why end
    local one = { own = s.parse + s.lower + s.emit, compiler = s.compile }
    one.all = one.own + one.compiler
    best = (not best or one.all < best.all) and one or best
  end
  return best
end

local paths = {}
for _, where in ipairs { "models", "models/systems" } do
  for _, path in ipairs(kit.files(where, "%.mass$")) do paths[#paths + 1] = path end
end
for _, engine in ipairs(engines) do
  local list, over, own_over = {}, 0, 0
  for _, path in ipairs(paths) do
    local took, why = measure(path, engine)
    if took then
      list[#list + 1] = { path = path, took = took }
      over = over + (took.all > limit[engine] and 1 or 0)
      own_over = own_over + (took.own > limit.tcc and 1 or 0)
    else
      print(path, why)
    end
  end
  table.sort(list, function(a, b) return a.took.all > b.took.all end)
  print(("\n%s: %d models, %d above %g ms in all (%.0f %% below), massc alone above 5 ms: %d\n"):format(engine, #list, over,
        1000*limit[engine], 100*(1 - over/#list), own_over))
  print(("  %-52s %9s %12s %9s"):format("the longest, ms", "massc", "compiler", "all"))
  for i = 1, math.min(12, #list) do
    local t = list[i].took
    print(("  %-52s %9.2f %12.2f %9.2f"):format(list[i].path, 1000*t.own, 1000*t.compiler, 1000*t.all))
  end
  local middle = list[(#list + 1)//2].took
  print(("  %-52s %9.2f %12.2f %9.2f"):format("the median", 1000*middle.own, 1000*middle.compiler, 1000*middle.all))
end
for _, path in ipairs(kit.folders) do kit.run("rm -rf " .. path) end
