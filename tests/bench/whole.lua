-- whole.lua -- whole runs of massc in the bench: cold starts, threads, memory, start-up.
local kit = require "kit"
local ledger = require "ledger"
local whole = { rounds = tonumber(os.getenv("MASSC_BENCH_ROUNDS")) or 5 }

function whole.median(list)
  table.sort(list)
  return list[(#list + 1)//2]
end

-- Wall milliseconds of one run of a command, the mean of [n]; nil, and what it said, where it fails.
local function milliseconds(command, n)
  local loop = ("TIMEFORMAT=%%3R; time for ((i = 0; i < %d; i++)); do %s >/dev/null 2>%s || exit 3; done"):format(n, command, whole.folder .. "/said")
  local text, code = kit.run("bash -c " .. kit.quote(loop))
  if code ~= 0 then return nil, kit.read(whole.folder .. "/said") end
  return 1000*tonumber((text:gsub(",", "."):match("[%d.]+")))/n
end

local function command(program, row, more)
  return ("%s run %s %s %s --quiet --out %s/out %s"):format(program, row.file, row.exploration, row.options, whole.folder, more)
end

local function number(stats, key)
  return tonumber(stats:match('"' .. key .. '"%s*:%s*([-+.%deE]+)')) or 0/0
end

-- What --stats says of a run, by name; the cache of [whole.folder] is kept.
local function stats_of(program, row, more)
  local path = whole.folder .. "/stats.json"
  local output, code = kit.run(("XDG_CACHE_HOME=%s "):format(whole.folder) .. command(program, row, "--no-files --stats " .. path .. " " .. more))
  if code ~= 0 then return nil, output end
  local text = kit.read(path):match("{.-}")
  return setmetatable({}, { __index = function(_, key) return number(text, key) end })
end

-- ---- auto against the best engine ------------------------------------------------

local LONGEST = 30                      -- seconds of an engine; the best one is far below

local function cold(program, row, engine)
  local cache = whole.folder .. "/cold"
  kit.run("rm -rf " .. cache)
  local ms, why = milliseconds(("env XDG_CACHE_HOME=%s timeout %d "):format(cache, LONGEST) .. command(program, row, "--no-files --engine " .. engine), 1)
  return ms or (why == "" and engine ~= "auto" and 1000*LONGEST), why
end

local function cold_row(program, row, engines)
  local times = {}
  for round = 1, whole.rounds do
    for i = 1, #engines do
      local engine = engines[(i + round) % #engines + 1]
      local last = times[engine] and times[engine][#times[engine]]
      local ms, why = last == 1000*LONGEST and last, nil
      if not ms then ms, why = cold(program, row, engine) end
      if not ms then return ledger.failed(row.name, why) end
      times[engine] = times[engine] or {}
      table.insert(times[engine], ms)
    end
  end
  local shown, least = {}, nil
  for engine, list in pairs(times) do
    shown[engine] = whole.median(list)
    least = (engine ~= "auto" and (not least or shown[engine] < least)) and shown[engine] or least
  end
  shown.ratio = shown.auto/least                -- the medians': one turn's best is luck
  ledger.line(row.name, shown, shown.ratio, "most", 1.3)
end

function whole.cold(program, rows, engines)
  ledger.part("cold", "whole runs without files and with an empty cache, two threads, wall ms; auto over the best engine", { "auto", "tcc", "gcc", "clang", "ratio" })
  for _, row in ipairs(rows) do cold_row(program, row, engines) end
end

-- ---- threads --------------------------------------------------------------------

local function threads_row(program, row, engine)
  local one, why = stats_of(program, row, "--threads 1 --engine " .. engine)
  one, why = stats_of(program, row, "--threads 1 --engine " .. engine)
  if not one then return ledger.failed(row.name, why) end
  local blocks = one.points/one.lanes
  local longer = ""
  if one.simulate_s < 0.4 and one.steps > 0 then             -- the start of threads is no part of this
    local dt = tonumber(kit.read(row.file):match("dt = ([%d.]+)"))
    longer = ("--set simulate.duration=%g"):format(math.ceil(0.4/one.simulate_s)*one.steps*dt)
  end
  local ratios, first, second = {}, {}, {}
  for round = 1, whole.rounds do
    local took = {}
    for i = 1, 2 do
      local threads = (i + round) % 2 + 1
      local s
      s, why = stats_of(program, row, ("--threads %d --engine %s %s"):format(threads, engine, longer))
      if not s then return ledger.failed(row.name, why) end
      took[threads] = s.simulate_s
    end
    first[round], second[round], ratios[round] = took[1], took[2], took[1]/took[2]
  end
  local ratio = whole.median(ratios)
  ledger.line(row.name, { blocks = blocks, ["one ms"] = 1000*whole.median(first), ["two ms"] = 1000*whole.median(second), ratio = ratio },
              ratio, "least", blocks >= 8 and 1.9 or nil)
end

function whole.threads(program, rows, engine)
  ledger.part("threads", "simulations of at least 0.4 s by one thread and by two, wall ms; a bar from 8 blocks on", { "blocks", "one ms", "two ms", "ratio" })
  for _, row in ipairs(rows) do
    if row.name ~= "pure" then threads_row(program, row, engine) end
  end
end

-- ---- memory ----------------------------------------------------------------------

-- MB at the most that the process held, as the system counts.
local function peak(program, n, duration, engine)
  local row = { file = "tests/bench/g2d_grid.mass", exploration = "grid201", options = "" }
  local axes = ("--axis 'dynamics.a=grid(-10,10,%d)' --axis 'dynamics.b=grid(-10,10,%d)' --set simulate.duration=%g"):format(n, n, duration)
  local output, code = kit.run(("env XDG_CACHE_HOME=%s /usr/bin/time -f 'peak %%M' "):format(whole.folder) ..
                               command(program, row, axes .. " --engine " .. engine))
  local kb = tonumber(output:match("peak (%d+)"))
  if code ~= 0 or not kb then return nil, output end
  return kb/1024
end

-- The first counts of points and steps is the least, the last the most.
function whole.memory(program, engine)
  ledger.part("memory", "whole runs with both files, MB that the process held; growth is over the first row", { "points", "steps", "MB", "growth" })
  local first
  for _, case in ipairs { { 21, 80 }, { 21, 800 }, { 201, 80 }, { 201, 800 } } do
    local name = ("%dx%d, %d steps"):format(case[1], case[1], case[2]*100)
    local mb, why = peak(program, case[1], case[2], engine)
    if not mb then
      ledger.failed(name, why)
    else
      first = first or mb
      ledger.line(name, { points = case[1]^2, steps = case[2]*100, MB = mb, growth = mb - first }, mb, "most", 64)
    end
  end
end

-- ---- start-up ---------------------------------------------------------------------

local function start_row(name, line, bar, n)
  local list = {}
  for round = 1, whole.rounds + 1 do            -- the first fills caches
    local ms, why = milliseconds(line, n)
    if not ms then return ledger.failed(name, why) end
    list[round - 1] = ms
  end
  list[0] = nil
  local ms = whole.median(list)
  ledger.line(name, { ms = ms }, ms, bar and "most", bar)
end

function whole.start(program)
  local tiny = { file = "tests/bench/tiny.mass", exploration = "sweep", options = "" }
  local pure = { file = "tests/bench/pure.mass", exploration = "grid", options = "" }
  local home = ("env XDG_CACHE_HOME=%s "):format(whole.folder)
  ledger.part("start", "whole processes, wall ms, the median of means of 20 (pure: of 3)", { "ms" })
  start_row("--version", program .. " --version", nil, 20)
  start_row("tiny, no files", home .. command(program, tiny, "--no-files"), 4, 20)
  start_row("tiny, CSV, NetCDF", home .. command(program, tiny, ""), 12, 20)
  start_row("pure, no files", home .. command(program, pure, "--no-files"), nil, 3)
  start_row("pure, CSV, NetCDF", home .. command(program, pure, ""), 150, 3)
end

return whole
