-- bench.lua -- measures with the product itself; asserts nothing.
--
--   lua5.4 tests/bench/bench.lua out/massc
--
-- $MASSC_PEER_PYTHON may name a Python with JAX: then it runs the same pure functions.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = assert(arg[1], "usage: lua5.4 tests/bench/bench.lua PROGRAM")
local experiments = { "rww_g_sweep", "oscillator a_sweep" }
local folder = kit.home()       -- of the cache, too

-- Wall milliseconds of one run of a command, the mean of [n].
local function milliseconds(command, n)
  local loop = ("TIMEFORMAT=%%R; time for ((i = 0; i < %d; i++)); do %s >/dev/null 2>/dev/null; done"):format(n, command)
  local text = kit.run("bash -c " .. kit.quote(loop))
  return 1000*tonumber((text:gsub(",", "."):match("[%d.]+")))/n
end

local function path(name)
  return ("models/experiments/%s.mass"):format(name)
end

-- From process start to the table on the screen and the files on the disk.
local function cold_start()
  -- The interpreter itself: python3 may be a script that looks for one.
  local python = kit.has("python3") and kit.run("python3 -c 'import sys; print(sys.executable)'"):gsub("\n", "")
  local base = python and milliseconds(python .. " -c pass", 20)
  print("\ncold start, mean of 20 runs, wall ms\n")
  print(("  %-44s %8s %s"):format("command", "ms", base and "  x python3 -c pass" or ""))
  local function line(name, ms)
    print(("  %-44s %8.1f %s"):format(name, ms, base and ("%18.2f"):format(ms/base) or ""))
  end
  if base then line("python3 -c pass", base) end
  line("massc --version", milliseconds(massc .. " --version", 20))
  for _, name in ipairs(experiments) do
    local stem, exploration = name:match("^(%S+) ?(.*)$")
    line("massc check " .. stem, milliseconds(("%s check %s"):format(massc, path(stem)), 20))
    for _, engine in ipairs { "tcc", "auto" } do
      local command = ("%s run %s %s --engine %s --out %s"):format(massc, path(stem), exploration, engine, folder)
      line(("massc run %s --engine %s"):format(name, engine), milliseconds(command, 20))
    end
  end
end

local function number(stats, key)
  return tonumber(stats:match('"' .. key .. '"%s*:%s*([-+.%deE]+)')) or 0/0
end

-- The stages of one exploration, second of two runs: the first one fills the cache of
-- gcc and clang. nil, and what went wrong, when it does not run.
local function stages(engine, arguments)
  local command = ("XDG_CACHE_HOME=%s/%s %s run %s --engine %s --quiet --stats %s/stats.json")
                  :format(folder, engine, massc, arguments, engine, folder)
  for _ = 1, 2 do
    local output, code = kit.run(command)
    if code ~= 0 then return nil, output end
  end
  return kit.read(folder .. "/stats.json"):match("{.-}")        -- the first exploration
end

local function engines(list)
  local have = {}
  for _, engine in ipairs(list) do
    if engine == "tcc" or engine == "auto" or kit.has(engine) then have[#have + 1] = engine end
  end
  return have
end

-- Many points of a network, of an oscillator; steps until a kernel is what counts.
local sweeps = {
  { "rww_g_sweep", "" },
  { "rww_g_sweep, 4096 points", "--axis 'coupling.instant.G=grid(0.1,1,4096)' --set simulate.duration=50" },
  { "oscillator a_sweep", "a_sweep" },
  { "oscillator ab_grid", "ab_grid" },
}

local function one_sweep(name, arguments, engine, threads)
  local file = path(name:match("^[%w_]+"))
  local stats, why = stages(engine, ("%s %s --threads %d --out %s"):format(file, arguments, threads, folder))
  if not stats then return print(("  %-26s %-6s %s"):format(name, engine, why)) end
  print(("  %-26s %-6s %7d %6d %10.1f %12.2f %14.1f"):format(name, engine, number(stats, "threads"),
        number(stats, "lanes"), 1000*number(stats, "compile_s"), 1000*number(stats, "simulate_s"),
        number(stats, "node_steps")/number(stats, "simulate_s")/1e6))
end

local function throughput()
  print("\nsimulations, second of two runs (kernels of gcc and clang come from the cache)\n")
  print(("  %-26s %-6s %7s %6s %10s %12s %14s"):format("exploration", "engine", "threads", "lanes",
        "compile ms", "simulate ms", "M node-steps/s"))
  for _, sweep in ipairs(sweeps) do
    for _, engine in ipairs(engines { "tcc", "gcc", "clang", "auto" }) do
      for threads = 1, 2 do one_sweep(sweep[1], sweep[2], engine, threads) end
    end
  end
end

-- ------------------------------------------------------------ pure functions --

-- result = param1*param2 over n x n points, as the page on parameter spaces has it.
local function product_of(n)
  return kit.write(("%s/pure_%d.mass"):format(folder, n), ([[
precision single
explore timing key 789
  param param1 = grid(0, 1, %d)
  param param2 = uniform(0, 1, %d)
  observe result = param1*param2
end
]]):format(n, n))
end

-- Seconds of the peer by name; empty without $MASSC_PEER_PYTHON.
local function peer()
  local python, seconds = os.getenv("MASSC_PEER_PYTHON"), {}
  if not python then return seconds end
  local output, code = kit.run(python .. " tests/bench/peer.py")
  if code ~= 0 then print("\n" .. output) end
  for name, how, s in output:gmatch("(%w+) (%S+) (%S+)\n") do seconds[name .. " " .. how] = tonumber(s) end
  return seconds
end

-- How often the peer's time holds ours; "" without a peer.
local function ratio(theirs, ours)
  return theirs and ("%.3g x"):format(theirs/ours) or ""
end

local function pure()
  local theirs = peer()
  print("\nproducts of two parameters, no files; ratios are a warm JAX's time over ours: its vectorised\n" ..
        "function alone, with the space it needs, and called once a point\n")
  print(("  %-10s %-6s %12s %12s %12s %12s %12s %12s"):format("points", "engine", "compute ms", "process ms",
        "points/s", "vectorised", "with space", "sequential"))
  for _, case in ipairs { { "timing", 5 }, { "million", 1000 } } do
    local name, file = case[1], product_of(case[2])
    for _, engine in ipairs(engines { "tcc", "gcc" }) do
      local stats = stages(engine, file .. " --no-files")
      local seconds = stats and number(stats, "simulate_s") or 0/0
      local wall = milliseconds(("XDG_CACHE_HOME=%s/%s %s run %s --engine %s --no-files")
                                :format(folder, engine, massc, file, engine), 10)
      print(("  %-10d %-6s %12.3f %12.1f %12.3g %12s %12s %12s"):format(case[2]^2 // 1 | 0, engine, 1000*seconds,
            wall, case[2]^2/seconds, ratio(theirs[name .. " vectorised"], seconds),
            ratio(theirs[name .. " space+vectorised"], seconds), ratio(theirs[name .. " sequential"], seconds)))
    end
  end
end

cold_start()
pure()
throughput()
kit.run("rm -rf " .. folder)
