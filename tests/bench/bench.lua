-- bench.lua -- measures with the product itself; asserts nothing.
--
--   lua5.4 tests/bench/bench.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = assert(arg[1], "usage: lua5.4 tests/bench/bench.lua PROGRAM")
local experiments = { "rww_g_sweep", "oscillator" }
local folder = kit.folder()

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
    line("massc check " .. name, milliseconds(("%s check %s"):format(massc, path(name)), 20))
    for _, engine in ipairs { "tcc", "auto" } do
      local command = ("%s run %s --engine %s --out %s"):format(massc, path(name), engine, folder)
      line(("massc run %s --engine %s"):format(name, engine), milliseconds(command, 20))
    end
  end
end

local function number(stats, key)
  return tonumber(stats:match('"' .. key .. '"%s*:%s*([-+.%deE]+)')) or 0/0
end

-- One run with its own stages; the first of two fills the cache.
local function stages(name, engine, threads)
  local command = ("XDG_CACHE_HOME=%s/%s %s run %s --engine %s --threads %d --quiet --out %s --stats %s/stats.json")
                  :format(folder, engine, massc, path(name), engine, threads, folder, folder)
  local stats
  for _ = 1, 2 do
    local output, code = kit.run(command)
    if code ~= 0 then return print(("  %-14s %-6s %s"):format(name, engine, output)) end
    stats = kit.read(folder .. "/stats.json"):match("{.-}")     -- the first exploration
  end
  print(("  %-14s %-6s %7d %6d %10.1f %12.2f %14.1f"):format(name, engine, number(stats, "threads"),
        number(stats, "lanes"), 1000*number(stats, "compile_s"), 1000*number(stats, "simulate_s"),
        number(stats, "node_steps")/number(stats, "simulate_s")/1e6))
end

local function throughput()
  print("\nsecond of two runs (kernels of gcc and clang come from the cache)\n")
  print(("  %-14s %-6s %7s %6s %10s %12s %14s"):format("experiment", "engine", "threads", "lanes",
        "compile ms", "simulate ms", "M node-steps/s"))
  for _, name in ipairs(experiments) do
    for _, engine in ipairs { "tcc", "gcc", "clang", "auto" } do
      if engine == "tcc" or engine == "auto" or kit.has(engine) then
        for threads = 1, 2 do stages(name, engine, threads) end
      end
    end
  end
end

cold_start()
throughput()
kit.run("rm -rf " .. folder)
