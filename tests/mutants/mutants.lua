-- mutants.lua -- small faults put into the code one at a time: which suite notices?
--
--   lua5.4 tests/mutants/mutants.lua draw SEED COUNT [FOLDER...]    prints the mutants
--   lua5.4 tests/mutants/mutants.lua try SEED COUNT [FOLDER...]     builds and tests each (JOBS=2: two at a time)
--   lua5.4 tests/mutants/mutants.lua list SEED COUNT [FOLDER...]    a table of what was found
--   lua5.4 tests/mutants/mutants.lua again SEED NUMBER [FOLDER...]  one of them by today's tests
--
-- SEED is a hexadecimal number, the first eight digits of a commit, from which xorshift draws
-- among all places of the folders (default: generator/ir, generator/lower, generator/emit and
-- runtime; *.c, *.h and *.def), each as likely as any other and none twice. What a place is
-- stands in places.lua. What does not compile, or only with a pointer for a number, is no
-- mutant: the next one drawn takes its turn.
--
-- `try` copies what git tracks with out/, which must be built, into $TMPDIR, and puts one
-- mutant after the other there. All suites of `ninja test` run one after the other: those of the
-- mutant's folder, then quick ones first, until one fails, and fails again: on a busy machine one
-- may by itself. A process that runs on is ended by the time it computes, not by the clock. Each
-- verdict is added to out/mutants/SEED.txt at once; what stands there is not tried again. What
-- the suite said is in out/mutants/SEED/NUMBER.log.
--
-- For practice, SUITES="plot unit" runs these alone, without the sanitizers: who lives has met no other.
package.path = "tests/?.lua;tests/mutants/?.lua;" .. package.path
local kit = require "kit"
local add_places = require "places"

local default = { "generator/ir", "generator/lower", "generator/emit", "runtime" }

-- They read or patch sources, so a change of the text alone may fail them.
local left_out = { bootstrap = true, embedded = true, extend = true, layers = true }

-- Those that know a folder best, quick ones first.
local near = {
  ["runtime/base"] = { "errors", "run", "formats", "unit" }, ["runtime/data"] = { "errors", "run", "unit", "lua" },
  ["runtime/engine"] = { "run", "unit" }, ["runtime/job"] = { "run", "formats", "unit" }, ["runtime/plot"] = { "plot" },
  ["runtime/sink"] = { "formats", "run", "record", "unit" }, ["runtime/space"] = { "run", "seeds", "unit", "spaces" },
  ["runtime/sweep"] = { "run", "seeds", "record", "unit" }, ["runtime/vector"] = { "unit" },
}

local function quiet(command)
  return (os.execute("{ " .. command .. "\n} >/dev/null 2>&1"))
end

-- ---- drawing ------------------------------------------------------------------------

local function places(folders)
  local list = {}
  local names = kit.run(("git ls-files -- '%s' | grep -E '[.](c|h|def)$' | LC_ALL=C sort -u"):format(table.concat(folders, "' '")))
  for path in names:gmatch("[^\n]+") do add_places(path, list) end
  return list
end

local function xorshift(seed)
  local x = (seed ~ 0x9e3779b97f4a7c15) | 1
  return function(n)
    x = x ~ (x << 13)
    x = x ~ (x >> 7)
    x = x ~ (x << 17)
    return (x >> 1) % n + 1
  end
end

-- drawn[i] is the i-th place drawn.
local function drawn_from(seed, list)
  local draw, taken = xorshift(seed), {}
  return setmetatable({}, { __index = function(t, i)
    local _ = i == 1 or t[i - 1]
    local k
    repeat k = draw(#list) until not taken[k]
    taken[k] = true
    t[i] = list[k]
    return list[k]
  end })
end

local function short(s, most)
  s = s:gsub("%s+", " ")
  return #s > most and s:sub(1, most - 3) .. "..." or s
end

local function describe(m)
  local text = m.text
  local line = select(2, text:sub(1, m.at):gsub("\n", "")) + 1
  local whole = text:sub(1, m.at):match("([^\n]*)$"):gsub("^%s+", "") .. text:sub(m.at + 1):match("^[^\n]*")
  local old, new = text:sub(m.at, m.at + m.len - 1), m.kind == "drop" and "" or m.new
  return ("%s:%d: %s: `%s` for `%s` in `%s`"):format(m.path, line, m.kind, short(new, 60), short(old, 60), short(whole, 90))
end

-- ---- trying -------------------------------------------------------------------------

-- Runs a suite; nil: it passed. A process may compute for `most` seconds. The clock is for one that
-- waits for ever, and gives it much more.
local function fails(scratch, suite, log)
  local stamp, most, clock = suite.stamp, suite.seconds*4 + 20, suite.seconds*10 + 120
  for _ = 1, 2 do
    local said, code = kit.run(("cd '%s' && rm -f %s && ulimit -S -t %.0f && ulimit -H -t %.0f && timeout -k 9 %.0f ninja -j${JOBS_EACH:-2} %s")
                               :format(scratch, stamp, most, most + 5, clock, stamp))
    if code == 0 then return nil end
    kit.write(log, said)
    clock = clock*4
  end
  return suite.name
end

-- The name of the suite that noticed, "stillborn", or "LIVES".
local function verdict_on(m, scratch, suites, log)
  local path, text = scratch .. "/" .. m.path, m.text
  kit.write(path, text:sub(1, m.at - 1) .. m.new .. text:sub(m.at + m.len))
  local said, code = kit.run(("cd '%s' && timeout -k 9 600 ninja -j${JOBS_EACH:-2} out/massc out/libmassc.so"):format(scratch))
  local verdict
  if code ~= 0 or said:find("without a cast", 1, true) or said:find("-Wincompatible-pointer-types", 1, true) then verdict = "stillborn" end
  local order, known = {}, near[m.path:match("^[^/]+/[^/]+")] or {}
  for _, name in ipairs(known) do
    for _, suite in ipairs(suites) do
      if suite.name == name then order[#order + 1] = suite end
    end
  end
  table.move(suites, 1, #suites, #order + 1, order)
  local tried = {}
  for _, suite in ipairs(order) do
    if verdict then break end
    verdict = not tried[suite] and fails(scratch, suite, log) or nil
    tried[suite] = true
  end
  kit.write(path, text)
  return verdict or "LIVES"
end

-- A copy of the tree, or the one that is there brought up to date.
local function copy(scratch)
  assert(quiet(("mkdir -p '%s' && git ls-files | while read -r f; do cmp -s \"$f\" '%s'/\"$f\" || { mkdir -p '%s'/\"$(dirname \"$f\")\" " ..
               "&& cp -p \"$f\" '%s'/\"$f\"; }; done && { [ -d '%s/out' ] || cp -a out '%s/'; }")
               :format(scratch, scratch, scratch, scratch, scratch, scratch)), "the copy could not be made")
end

-- The stamps below a target of ninja, those without sanitizers first.
local function stamps_of(target)
  local list, others = {}, {}
  for input in kit.run("ninja -t query " .. target):match("input:(.-)outputs:"):gmatch("[^%s]+") do
    if input:match("%.ok$") then
      list[#list + 1] = input
    elseif input ~= "phony" then
      table.move(stamps_of(input), 1, 1000, #others + 1, others)
    end
  end
  return table.move(others, 1, #others, #list + 1, list)
end

-- { name, stamp, seconds it takes where nothing is wrong }; one that fails then tells nothing and is left out.
local function measure(scratch)
  local suites, some = {}, os.getenv("SUITES") and " " .. os.getenv("SUITES") .. " "
  assert(quiet(("cd '%s' && ninja"):format(scratch)), "the tree does not build")
  for _, stamp in ipairs(stamps_of("test")) do
    local variant, name = stamp:match("^out/(%w*)/?tests/([%w_]+)%.ok$")
    if not left_out[name] and (not some or some:find(" " .. stamp:match("tests/(.*)%.ok$") .. " ", 1, true) and variant == "") then
      quiet(("cd '%s' && ninja %s"):format(scratch, stamp))       -- whatever it needs is built now
      local from = tonumber((kit.run("date +%s.%N")))
      if quiet(("cd '%s' && rm -f %s && ninja %s"):format(scratch, stamp, stamp)) then
        local seconds = tonumber((kit.run("date +%s.%N"))) - from
        suites[#suites + 1] = { name = (variant == "" and "" or variant .. " ") .. name, stamp = stamp, seconds = seconds }
      else
        print("left out, fails without any fault: " .. stamp)
      end
    end
  end
  return suites
end

local function keep(path, suites)
  local lines = {}
  for i, s in ipairs(suites) do lines[i] = ("%s\t%s\t%.1f\n"):format(s.name, s.stamp, s.seconds) end
  kit.write(path, table.concat(lines))
end

-- In the order in which they run; a variant has to be built first.
local function kept(path)
  local suites, wait = {}, { asan = 30, clang = 90 }
  for name, stamp, s in (kit.read(path) or ""):gmatch("([^\t\n]+)\t([^\t\n]+)\t([%d.]+)\n") do
    suites[#suites + 1] = { name = name, stamp = stamp, seconds = tonumber(s), at = tonumber(s) + (wait[name:match("^(%w+) ")] or 0) }
  end
  table.sort(suites, function(a, b) return a.at < b.at or a.at == b.at and a.name < b.name end)
  return #suites > 0 and suites
end

-- verdicts[i] of the i-th place drawn.
local function results(path)
  local list = {}
  for i, verdict in (kit.read(path) or ""):gmatch("(%d+)\t([^\t\n]*)\t[^\n]*\n") do list[tonumber(i)] = verdict end
  return list
end

-- The next place to try, claimed by a folder of its number; nil: there are enough.
local function claim(path, count)
  while true do
    local found, live, i = results(path .. ".txt"), 0, 1
    while live < count do
      if not found[i] and quiet(("mkdir '%s/%d'"):format(path, i)) then return i end
      if found[i] ~= "stillborn" then live = live + 1 end
      i = i + 1
    end
    local waits = false
    for k = 1, i - 1 do waits = waits or not found[k] end
    if not waits then return nil end
    os.execute("sleep 1")
  end
end

-- The numbers of the first [count] that compile, and all before.
local function upto(found, count)
  local i, live, killed = 0, 0, 0
  while live < count and found[i + 1] do
    i = i + 1
    if found[i] ~= "stillborn" then live = live + 1 end
    if found[i] ~= "stillborn" and found[i] ~= "LIVES" then killed = killed + 1 end
  end
  return i, live, killed
end

local function scratch_of(seed_text, worker)
  return ("%s/massc-mutants-%s-%d"):format(os.getenv("TMPDIR") or "/tmp", seed_text, worker)
end

local function work(drawn, seed_text, count, worker)
  local path = "out/mutants/" .. seed_text
  local suites = kept(path .. ".suites")
  local i = claim(path, count)
  while i do
    local m, from = drawn[i], os.time()
    local verdict = verdict_on(m, scratch_of(seed_text, worker), suites, ("%s/%d.log"):format(path, i))
    local row = ("%d\t%s\t%d\t%s\n"):format(i, verdict, os.time() - from, describe(m))
    local f = assert(io.open(path .. ".txt", "a"))
    f:write(row)
    f:close()
    io.write(row)
    i = claim(path, count)
  end
end

local function try(seed_text, count, folders)
  local path, jobs = "out/mutants/" .. seed_text, tonumber(os.getenv("JOBS") or "1")
  assert(quiet(("mkdir -p '%s' && find '%s' -mindepth 1 -type d -delete"):format(path, path)))    -- claims of a run that was broken off
  for worker = 1, jobs do copy(scratch_of(seed_text, worker)) end
  if not kept(path .. ".suites") then keep(path .. ".suites", measure(scratch_of(seed_text, 1))) end
  local each = {}
  for worker = 1, jobs do
    each[worker] = ("WORKER=%d JOBS_EACH=%d lua5.4 tests/mutants/mutants.lua work %s %d '%s' &")
                   :format(worker, jobs > 1 and 1 or 2, seed_text, count, table.concat(folders, "' '"))
  end
  os.execute(table.concat(each, " ") .. " wait")
end

local function list(drawn, seed_text, count)
  local found = results("out/mutants/" .. seed_text .. ".txt")
  local last, live, killed = upto(found, count)
  print("| # | place | fault | noticed by |\n|---|---|---|---|")
  local n = 0
  for i = 1, last do
    local where, what = describe(drawn[i]):match("^(%S+): (.*)$")
    if found[i] ~= "stillborn" then n = n + 1 end
    print(("| %s | `%s` | %s | %s |"):format(found[i] == "stillborn" and "" or n, where, what:gsub("|", "\\|"),
                                             found[i] == "stillborn" and "does not compile" or found[i]))
  end
  print(("\n%d of %d noticed"):format(killed, live))
end

local what, seed_text, count = arg[1], arg[2], tonumber(arg[3] or "")
local seed = tonumber(seed_text or "", 16)
local commands = { draw = true, try = true, list = true, again = true, work = true }
if not commands[what] or not seed or not count then
  io.stderr:write("usage: mutants.lua draw|try|list|again SEED COUNT [FOLDER...]\n")
  os.exit(2)
end
local folders = #arg > 3 and { table.unpack(arg, 4) } or default
if what == "try" then return try(seed_text, count, folders) end
local all = places(folders)
local drawn = drawn_from(seed, all)
if what == "draw" then
  print(("%d places"):format(#all))
  for i = 1, count do print(i .. " " .. describe(drawn[i])) end
elseif what == "work" then
  work(drawn, seed_text, count, tonumber(os.getenv("WORKER")))
elseif what == "again" then
  copy(scratch_of(seed_text, 1))
  local path = "out/mutants/" .. seed_text
  print(describe(drawn[count]) .. ": " .. verdict_on(drawn[count], scratch_of(seed_text, 1), kept(path .. ".suites"), path .. ".again.log"))
else
  list(drawn, seed_text, count)
end
