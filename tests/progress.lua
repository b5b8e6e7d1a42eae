-- progress.lua -- what a run says while it runs: its steps, and how far it is.
--
--   lua5.4 tests/progress.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local check = kit.check
for _, path in ipairs { "tests/progress.lua", "tests/kit.lua", "tests/lab.lua" } do kit.uses(path) end

local oscillator = [[
model Oscillator
  state x = 1
  state y = 0
  param w = 1
  x' = w*y - x
  y' = -w*x - y
end
network
  dynamics Oscillator
  nodes 3
end
simulate euler with dt = 0.125 ms, duration = 100 ms, transient = 10 ms
observe mean_x = mean(x)
explore e
  w = grid(1, 2, 5)
end
explore f
  w = grid(1, 2, 7)
end
]]

-- Two seconds and more on any machine: it is ended before it is done.
local long = oscillator:gsub("duration = 100 ", "duration = 1e10 "):gsub("explore f.*", "")

-- ---- JSON, an object a line ----

-- Objects of strings, numbers and null, as the log writes them; nil where a line is none.
local function object(line)
  local out, at = {}, line:match("^{()")
  while at do
    local key, after = line:match('^"([%w_]+)": ()', at)
    if not key then return nil end
    local text, number, null
    text, at = line:match('^"([^"\\]*)"()', after)
    if not text then number, at = line:match("^(%-?%d[%d.e+-]*)()", after) end
    if not text and not number then null, at = line:match("^(null)()", after) end
    if not at then return nil end
    out[key] = text or tonumber(number) or null
    if line:match("^}$", at) then return out end
    at = line:match("^, ()", at)
  end
end

local function objects(title, text)
  local list = {}
  for line in text:gmatch("[^\n]+") do
    local o = object(line)
    if not check(o, title .. ": a line is an object", line) then return {} end
    list[#list + 1] = o
  end
  return list
end

local keys = { "event", "exploration", "engine", "points", "points_done", "points_diverged", "node_steps", "node_steps_done",
               "node_steps_per_s", "points_per_s", "percent", "elapsed_s", "remaining_s" }

local function documented()
  local page = kit.read(kit.uses("docs/progress.md")) or ""
  for _, key in ipairs(keys) do check(page:find("`" .. key .. "`", 1, true), "docs/progress.md: " .. key) end
end

local function last_of(list, exploration)
  local found
  for _, o in ipairs(list) do
    if o.event == "progress" and o.exploration == exploration then found = o end
  end
  return found or {}
end

local function json()
  lab.write(oscillator)
  local list = objects("json", (lab.call("run model.mass --engine tcc --out o --progress json 2>&1 >/dev/null")))
  local e, f = last_of(list, "e"), last_of(list, "f")
  for key in pairs(e) do
    local known = false
    for _, name in ipairs(keys) do known = known or name == key end
    check(known, "json: " .. key .. " is a documented key")
  end
  for _, key in ipairs(keys) do check(e[key] ~= nil, "json: there is " .. key) end
  -- 880 steps of 3 nodes
  check(e.points == 5 and e.points_done == 5 and e.node_steps == 5*880*3 and e.node_steps_done == e.node_steps, "json: all of e")
  check(f.points == 7 and f.node_steps == 7*880*3 and f.percent == 100 and f.remaining_s == 0, "json: all of f")
  check(e.engine == "tcc" and e.points_diverged == 0 and e.node_steps_per_s > 0 and e.elapsed_s >= 0, "json: engine and speed")
  local steps = {}
  for _, o in ipairs(list) do
    if o.event == "step" then steps[#steps + 1] = o end
  end
  check(#steps == 4 and steps[4].step == 4 and steps[1].steps == 4 and steps[4].text == "exploration f, 7 points",
        "json: steps are numbered")
  local output = lab.call("run model.mass --engine tcc --no-files --progress json --quiet 2>&1 >/dev/null")
  check(output == "", "--quiet has the last word", output)
end

-- Points that leave the finite numbers: 2^n does so at n = 1024, and the others are 4^n.
local function diverged()
  lab.write([[
model Growth
  state x = 1
  param a = 1
  x' = a*x
end
network
  dynamics Growth
end
simulate euler with dt = 1 ms, duration = 2000 ms
observe last_x = last(x)
explore e
  a = [0, 1, 3, 0]
end
]])
  local list = objects("diverged", (lab.call("run model.mass --engine tcc --no-files --progress json 2>&1 >/dev/null | grep '^{'")))
  check(last_of(list, "e").points_diverged == 2, "json: diverged points are counted")
end

local function pure()
  lab.write("param a = grid(0, 1, 9)\nobserve b = a^2\nexplore e\nend\n")
  local output = lab.call("run model.mass --engine tcc --no-files --progress json 2>&1 >/dev/null")
  local o = last_of(objects("pure", output), "e")
  check(o.points == 9 and o.points_done == 9 and o.node_steps == 0 and o.percent == 100, "json: a pure function counts points", output)
  check(not output:find("base simulation", 1, true), "a pure function has no base simulation", output)
end

-- ---- steps ----

local function says(title, text, words, options)
  lab.write(text)
  local output, code = lab.call("run model.mass --engine tcc --out o --progress none " .. (options or "") .. " 2>&1 >/dev/null")
  local at, missing = 1, code ~= 0 and output or nil
  for _, word in ipairs(words) do
    local from, upto = output:find(word, at)
    if not from then missing = missing or ("%s\n-- in\n%s"):format(word, output) end
    at = upto and upto + 1 or at
  end
  check(not missing, title, missing)
  return output
end

local function steps()
  local checked = "step 1 of %d: checked model.mass in %%S+ m?s: euler, 100 ms in 800 steps of 0.125 ms, transient 10 ms, 3 nodes, f64\n"
  says("the steps of explorations", oscillator, {
    checked:format(4), "step 2 of 4: base simulation: skipped, nothing is recorded from it\n",
    "step 3 of 4: exploration e, 5 points\n", "e: tcc compiled in %S+ m?s\n",
    "e: 5 points x 880 steps x 3 nodes, f64, tcc, ", "wrote o/e.csv, .nc and .json, run %x+\n",
    "step 4 of 4: exploration f, 7 points\n", "f: tcc compiled in %S+ m?s\n", "wrote o/f.csv" })
  says("an exploration that was named", oscillator, { "step 2 of 3: base simulation: skipped", "step 3 of 3: exploration f, 7 points" }, "f")
  local alone = oscillator:gsub("explore.*", "record x every 1 ms\n")
  says("a file that explores nothing is its base simulation", alone,
       { checked:format(2), "step 2 of 2: base simulation: run\n", "wrote o/run.csv, .x.csv, .nc and .json" })
  local only = alone:gsub("observe[^\n]*\n", "")
  says("a recording is enough to run", only, { "base simulation: run\n", "wrote o/run.csv, .x.csv" })
  local block = oscillator .. "explore base\n  record x every 1 ms\nend\n"
  says("a block that varies nothing is one, too", block,
       { "step 2 of 4: exploration e", "step 4 of 4: base simulation: base\n", "wrote o/base.csv, .x.csv" })
end

-- ---- how far ----

local function watch(seconds, env, options)
  lab.write(long)
  return kit.run(("cd %s && XDG_CACHE_HOME=%s/cache %s timeout --preserve-status -k 30 -s INT %s %s run model.mass --engine tcc --out slow %s >/dev/null; echo exit $?")
                 :format(lab.home, lab.home, env or "", seconds, lab.program, options or ""))
end

local function lines()
  local output = watch("5")
  local part, done, all = output:match("\ne: (%d+)%%, 0/5 points, ([%d.]+)/([%d.]+) T node%-steps, 00:0%d gone, [%d:]+ left, [%d.]+ [MG] node%-steps/s\n")
  check(part and tonumber(all) == 1.2, "a line comes where stderr is no terminal: steps of points at work count", output)
  check(not output:find("[\r\x1b]"), "lines hold no control characters", output)
  local said = output:match("massc: interrupted: e after 0 of 5 points, (%d+)%% of the work; nothing of it is kept\n")
  check(said and output:find("exit 130", 1, true), "Ctrl-C says how far it came", output)
  output = watch("4", "", "--quiet")
  check(not output:find("node", 1, true) and output:find("interrupted", 1, true), "quiet: no line", output)
  output = watch("4", "", "--progress none")
  check(output:find("step 3 of 3", 1, true) and not output:find(" left", 1, true), "none: the steps alone", output)
  output = watch("4", "LC_ALL=C", "--progress bar")
  check(output:find("\re +%d+%%|[# ]+| [%d.]+/[%d.]+ T node%-steps %[00:0%d<[%d:]+, [%d.]+ [MG]/s%]\x1b%[K"),
        "--progress bar draws into a file, too", output)
end

-- What a terminal of so many columns is told.
local function terminal(columns, env, options)
  return kit.run(([[cd %s && script -qec "stty cols %d; env XDG_CACHE_HOME=%s/cache %s timeout --foreground --preserve-status -s INT 3 %s run model.mass --engine tcc --out slow %s" /dev/null </dev/null]])
                 :format(lab.home, columns, lab.home, env, lab.program, options or ""))
end

-- The most columns that a bar takes.
local function widest(output)
  local most, count = 0, 0
  for bar in output:gmatch("\r(e [^\r\n]-)\x1b%[K") do
    most, count = math.max(most, utf8.len(bar) or 1000), count + 1
  end
  return most, count
end

local function redrawn()
  if not kit.has("script") then return kit.skip("progress on a terminal", "no script") end
  lab.write(long)
  local output = terminal(100, "TERM=xterm LC_ALL=C.UTF-8")
  local most, count = widest(output)
  check(count > 5 and output:find("| 0/5 points, ", 1, true), "a bar is redrawn", output)
  check(most > 60 and most < 100, "it fits", tostring(most))
  check(output:find("\x1b%[K\r?\nmassc: interrupted"), "what comes behind it begins a line", output)
  for _, columns in ipairs { 60, 30, 5 } do
    most, count = widest((terminal(columns, "TERM=xterm LC_ALL=C.UTF-8")))
    check(count > 5 and most < columns, "it fits into " .. columns .. " columns", tostring(most))
  end
  output = terminal(100, "TERM=xterm LC_ALL=C")
  check(output:find("| 0/5 points", 1, true) and not output:find("[\x80-\xff]"), "the C locale: the bar is ASCII", output)
  output = terminal(100, "TERM=dumb LC_ALL=C.UTF-8")
  check(not output:find("\x1b", 1, true) and output:find("interrupted", 1, true), "a dumb terminal: nothing is redrawn", output)
end

-- A bar that was drawn ends its line in front of the table.
local function table_behind()
  if not kit.has("script") then return kit.skip("a table behind a bar", "no script") end
  lab.write((oscillator:gsub("duration = 100 ", "duration = 2e5 "):gsub("explore f.*", ""):gsub("grid%b()", "grid(1, 2, 40)")))
  local output = kit.run(([[cd %s && script -qec "env XDG_CACHE_HOME=%s/cache TERM=xterm LC_ALL=C %s run model.mass --engine tcc --no-files" /dev/null </dev/null]])
                         :format(lab.home, lab.home, lab.program))
  local bar, table_ = output:match("\re 100%%|##########| [^|\r\n]*([%d.]+/[%d.]+ M node%-steps %[[^\r\n]+)\x1b%[K\r?\n[^\n]*\n( +w +mean_x\r?\n)")
  check(bar and table_, "the last bar ends before the table", output)
end

-- ---- what is waited for ----

-- massc with a gcc that takes [seconds] and more, and a fresh cache.
local function slowly(seconds, command)
  kit.write(lab.home .. "/late-gcc", ("#!/bin/sh\nsleep %s\nexec gcc \"$@\"\n"):format(seconds))
  return kit.run(("cd %s && chmod +x late-gcc && rm -rf late && MASSC_GCC=%s/late-gcc XDG_CACHE_HOME=%s/late timeout 100 %s %s")
                 :format(lab.home, lab.home, lab.home, lab.program, command))
end

-- How many objects of [event] there are; each is of exploration e, and [key] is what it waits for.
local function waits(title, output, event, key, what)
  local last, count = 0, 0
  for _, o in ipairs(objects(title, output)) do
    if o.event == event then
      count = count + 1
      check(o.exploration == "e" and o[key] == what and o.elapsed_s >= math.max(last + 0.9, 1),
            title .. ": every second, from the first on", output)
      last = o.elapsed_s
    end
  end
  return count
end

local function compiling()
  if not kit.has("gcc") then return kit.skip("waiting for a compiler", "no gcc") end
  lab.write((oscillator:gsub("explore f.*", "")))
  local run = "run model.mass --engine gcc --no-files 2>&1 >/dev/null --progress "
  local output = slowly(2.5, run .. "json")
  check(waits("a slow compiler", output, "compiling", "engine", "gcc") >= 2, "a slow compiler is told", output)
  output = slowly(1.5, run .. "bar")
  check(output:find("5 points\n\re: compiling with gcc 00:0%d\x1b%[K") and output:find("\x1b%[K\r\x1b%[Ke: gcc compiled in [%d.]+ s\n"),
        "the bar of a compiler makes room", output)
  output = slowly(10.2, run .. "lines")
  check(output:find("5 points\ne: compiling with gcc, 00:10 gone\ne: gcc compiled in "), "a line after ten seconds", output)
  output = slowly(1.5, run .. "lines")
  check(output:find("gcc compiled", 1, true) and not output:find("compiling", 1, true), "lines: none of a short one", output)
  output = slowly(1.5, run .. "none")
  check(output:find("gcc compiled", 1, true) and not output:find("compiling", 1, true), "none: nothing of it", output)
  output = slowly(1.5, run .. "json --quiet")
  check(output == "", "quiet: nothing of it", output)
  output = slowly(0, run .. "json")
  check(not output:find("gcc compiled in [%d.]+ ms") or not output:find('"compiling"', 1, true), "a short one is not told", output)
  kit.write(lab.home .. "/wait.lua", 'massc.load("model.mass"):run("e", {engine = "gcc", progress = "json"})\n')
  output = slowly(1.5, "lua wait.lua 2>&1")
  check(waits("a script", output, "compiling", "engine", "gcc") >= 1, "a script tells of it, too", output)
end

-- Noise does not compress: to try it as hard as can be takes a second on any machine.
local function writing()
  lab.write((oscillator:gsub("nodes 3\n", "nodes 3\n  noise additive with sigma = 0.1\n"):gsub("duration = 100 ", "duration = 6000 ")
             :gsub("observe.*", "explore e\n  record x, y\n  w = grid(1, 2, 5)\nend\n")))
  local run = "run model.mass --engine tcc --out waits --format nc --compress 9 2>&1 >/dev/null --progress "
  local output, code = lab.call(run .. "json")
  if output:find("libnetcdf", 1, true) then return kit.skip("waiting for a file", "no libnetcdf") end
  check(code == 0 and waits("a file", output, "writing", "file", "e.nc") >= 1, "a file that takes long is told", output)
  output = lab.call(run .. "bar")
  check(output:find("\re: writing e%.nc 00:0%d\x1b%[K") and output:find("\x1b%[K\r\x1b%[Kwrote waits/e%.nc and %.json, run %x+\n$"),
        "its bar is gone when it is there", output)
end

local function wrong_use()
  lab.write(oscillator)
  local output, code = lab.call("run model.mass --progress dots")
  check(code == 2 and output:find("bar", 1, true) and output:find("json", 1, true), "wrong use is answered", output)
end

documented()
json()
diverged()
pure()
steps()
lines()
redrawn()
table_behind()
compiling()
writing()
wrong_use()
kit.finish()
