-- faults.lua -- a system that fails at each call in turn, and runs that are killed.
--
--   lua5.4 tests/faults.lua out/massc out/tests/faults
--
-- Every write, sync, reservation, close and rename of an output file fails once: the exit code
-- is 3, and the folder as it was, with an older result in it or without. Every call around
-- them (opening, reading, locks, processes) fails once: that, or code 0 and the right files.
-- What a process that ends at such a call, or is killed at any moment, leaves under the name
-- of a result is the whole old or the whole new file; the next run takes away the rest.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local check = kit.check
local massc, folder = kit.absolute(arg[1]), kit.absolute(arg[2])
local home = kit.home()
local EIO, ENOSPC, SIGKILL, SIGSEGV = 5, 28, 9, 11

local model = [[
precision %s
model Leak
  state x = 1
  param tau = 2
  x' = -x/tau
end
network
  noise additive with sigma = 0.1, key = 1
end
simulate euler with dt = 0.1 ms, duration = %d ms
observe left = last(x)
%s
explore ee
  dynamics.tau = grid(1, 2, %d)
end
]]

local function sh(command)
  return (kit.run("cd " .. home .. " && { " .. command .. "\n}"))
end

-- The names in o, then what each file holds. A companion says when it was written.
local look = "cd o && LC_ALL=C ls -A && echo /// && LC_ALL=C ls -A | grep -v 'json$' | xargs -r sha256sum"

local function seen(text)
  local names, list = text:match("^(.-)///\n(.*)$")
  local sums = {}
  for sum, name in (list or ""):gmatch("(%x+)  (%S+)") do sums[name] = sum end
  return names, sums
end

-- The names in o, and of each file the sum.
local function left() return seen(sh(look)) end

-- A new folder o, with what lies in [old] if that is asked for.
local function fresh(old) return "rm -rf o count && mkdir o" .. (old and " && cp -p old/* o; " or "; ") end

-- Does [before], then runs a command that writes into o; of its calls of a kind number [at] fails.
-- Gives its exit code, the names and sums in o, how many calls were counted, and the name of the
-- one that failed. What was printed lies in "said".
local function run(before, command, at, errno, calls)
  local output = sh(([[%s export XDG_CACHE_HOME=%s/cache FAULT_FOLDER=%s/o FAULT_COUNT=%s/count FAULT_CALLS=%s FAULT_AT=%d FAULT_ERRNO=%d
    timeout 60 env LD_PRELOAD=%s/faults.so %s >said 2>&1; echo "code $?"; %s]]):format(before, home, home, home, calls or "output", at, errno, folder, command, look))
  local code, rest = output:match("^code (%d+)\n(.*)$")
  local names, sums = seen(rest or "///\n")
  local counted, count, name = kit.read(home .. "/count"), 0, ""
  if counted and #counted == 32 then count, name = string.unpack("<i8z", counted) end
  return tonumber(code), names, sums, count, name
end

local function said() return kit.read(home .. "/said") end

local function same(a, b)
  for name, sum in pairs(a) do if b[name] ~= sum then return false end end
  for name in pairs(b) do if not a[name] then return false end end
  return true
end

-- "write 8/8, close 2/6": of the calls that failed, those that ended the run.
local function counted(ended, all)
  local words = {}
  for name, count in kit.sorted(all) do words[#words + 1] = ("%s %d/%d"):format(name, ended[name] or 0, count) end
  return table.concat(words, ", ")
end

-- The right files and code 0 all the same: a lock's descriptor is closed when its file has been
-- closed and renamed, and of what HDF5 writes it writes the first 48 bytes again itself.
local harmless = { close = math.huge, pwrite = 1 }

-- Each call of a kind fails once, by one error or, in brief, by both in turn.
local function each(title, command, calls, old, brief)
  sh(fresh(old))
  local was, were = left()
  local code, names, sums, count = run(fresh(old), command, 0, EIO, calls)
  check(code == 0 and count > 1 and (names ~= was or not same(sums, were)), ("%s: %d calls of kind %s"):format(title, count, calls), said())
  for word, errno in kit.sorted(brief and { ["EIO or ENOSPC"] = false } or { EIO = EIO, ENOSPC = ENOSPC }) do
    local wrong, ended, all = {}, {}, {}
    for at = 1, count do
      local how, now, what, _, name = run(fresh(old), command, at, errno or (at % 2 == 0 and EIO or ENOSPC), calls)
      all[name] = (all[name] or 0) + 1
      ended[name] = (ended[name] or 0) + (how == 3 and 1 or 0)
      local may = calls == "other" or all[name] - ended[name] <= (harmless[name] or 0)
      local whole = how == 0 and may and now == names and same(what, sums)
      local nothing = how == 3 and now == was and same(what, were) and said():find("error: ", 1, true)
      if not whole and not nothing then
        wrong[#wrong + 1] = ("call %d, %s: exit code %d, left %s\n%s"):format(at, name, how, now:gsub("\n", " "), said())
      end
    end
    check(#wrong == 0, ("%s%s: %s: %s"):format(title, old and ", an older one there" or "", word, counted(ended, all)), table.concat(wrong, "\n"))
  end
  return count
end

-- What a crash of libnetcdf's process is: an error. Calls of massc itself end massc.
local function crashes(title, command, calls)
  local contained, wrong = 0, {}
  for at = calls % 3, calls, 3 do
    local how, now = run(fresh(), command, at, -SIGSEGV)
    if how == 3 then
      contained = contained + 1
      if now ~= "" or not said():find("Segmentation fault", 1, true) then wrong[#wrong + 1] = said() .. now end
    end
  end
  check(contained > 0 and #wrong == 0, ("%s: %d crashes in the child are errors"):format(title, contained), table.concat(wrong, "\n"))
end

-- ---- killed ----------------------------------------------------------------------------------

-- What is neither old nor new under a result's name.
local function torn(now, old, new)
  for name, sum in pairs(now) do
    if not name:find("%.massc%-%d+%-%d+%.tmp$") and sum ~= old[name] and sum ~= new[name] then return name end
  end
end

-- Kills the run at every [step]th of its calls, and at 20 moments of its time.
local function killed(title, command, old, step)
  sh(fresh(old))
  local _, before = left()
  local _, names, after, calls = run(fresh(old), command, 0, EIO)
  local spent = tonumber(sh(fresh(old) .. ("export XDG_CACHE_HOME=%s/cache; { time -p %s >/dev/null 2>&1; } 2>&1 | sed -n 's/real //p'"):format(home, command))) or 1
  local wrong, kept = {}, 0
  local function judge(where, how, now, what)
    local name = torn(what, before, after)
    kept = kept + (now:find(".tmp", 1, true) and 1 or 0)
    local code, again, sums = run("", command, 0, EIO)
    if name or how ~= 137 and how ~= 0 or code ~= 0 or again ~= names or not same(sums, after) then
      wrong[#wrong + 1] = ("%s: code %d, %s is torn, then code %d and %s\n%s"):format(where, how, name, code, again:gsub("\n", " "), said())
    end
  end
  for at = 1, calls, step do
    local how, now, what = run(fresh(old), command, at, -SIGKILL)
    judge("call " .. at, how == 3 and 137 or how, now, what)         -- 3: the child alone was killed
  end
  for moment = 1, 20 do
    local output = sh(fresh(old) .. ("export XDG_CACHE_HOME=%s/cache; timeout -s KILL %.4f %s >said 2>&1; echo code $?; %s"):format(home, 0.002 + spent*math.random(), command, look))
    local how = tonumber(output:match("code (%d+)"))
    judge("moment " .. moment, how, seen(output:match("code %d+\n(.*)$")))
  end
  check(#wrong == 0 and kept > 0, ("%s%s: killed at %d calls and 20 moments, %d left something behind"):format(title, old and ", an older one there" or "",
        (calls - 1)//step + 1, kept), table.concat(wrong, "\n"))
end

-- A name that cannot be taken away stays, until the next run into the folder.
local function stuck()
  local command = massc .. " run small.mass --engine tcc --threads 1 --quiet --out o"
  local output = sh(fresh(true) .. ("export XDG_CACHE_HOME=%s/cache; strace -f -qq -o /dev/null -e trace=unlink -e inject=unlink:error=EIO %s"):format(home, command))
  if not output:find("dynamics.tau", 1, true) then return kit.skip("names that cannot be taken away", "processes may not be traced") end
  check(left():find(".tmp", 1, true), "names that cannot be taken away stay", left())
  run("", command, 0, EIO)
  check(not left():find(".tmp", 1, true), "... until the next run", left())
end

-- Whatever fails from the start on, an exit code comes with a message. (A brk that fails with a number is none that
-- libc knows, and what fails before main is the loader's.)
local function silent()
  local command = massc .. " run small.mass --engine tcc --threads 1 --quiet --out o"
  local output = sh(fresh() .. ("export XDG_CACHE_HOME=%s/cache; strace -f -qq -o calls %s >/dev/null 2>&1; cat calls"):format(home, command))
  local counts, wrong, tried = {}, {}, 0
  for name in output:gmatch("%d+%s+([%l%d_]+)%(") do counts[name] = (counts[name] or 0) + 1 end
  if not counts.fcntl then return kit.skip("nothing ends without a word", "processes may not be traced") end
  for _, name in ipairs { "fcntl", "ioctl", "fstat", "newfstatat", "lseek", "readlink", "sched_getaffinity", "rt_sigaction", "pipe2", "pread64", "getrandom" } do
    for at = 1, math.min(counts[name] or 0, 25) do
      local said = sh(fresh() .. ("export XDG_CACHE_HOME=%s/cache; timeout 60 strace -f -qq -o /dev/null -e trace=%s -e inject=%s:error=EIO:when=%d %s >/dev/null 2>said; echo code $?; cat said"):format(home, name, name, at, command))
      local code, text = said:match("code (%d+)\n(.*)$")
      tried = tried + 1
      if code ~= "0" and text == "" then wrong[#wrong + 1] = ("%s %d: code %s"):format(name, at, code) end
    end
  end
  check(tried > 10 and #wrong == 0, ("%d calls of all kinds fail in turn: nothing ends without a word"):format(tried), table.concat(wrong, "\n"))
  -- A stream that is there is not opened again, whatever the system says of it.
  for fd = 0, 2 do
    output = sh(("strace -f -qq -o /dev/null -e trace=fcntl -e inject=fcntl:error=EIO:when=%d %s list >said 2>&1; echo code $?; cat said"):format(fd + 1, massc))
    check(output:match("^code 0\n.*%f[%w]Generic2dOscillator%f[%W]"), "descriptor " .. fd .. " cannot be asked for", output)
  end
  -- A closed one that nothing can stand for.
  output = sh(("strace -f -qq -o /dev/null -e trace=openat -P /dev/null -e inject=openat:error=EMFILE %s list 2>&1 <&-; echo code $?"):format(massc))
  check(output == "massc: error: descriptor 0 is closed, and /dev/null does not open in its place: Too many open files\ncode 3\n",
        "a closed descriptor that nothing stands for", output)
end

-- ---- what is written ---------------------------------------------------------------------------

local function models()
  kit.write(home .. "/small.mass", model:format("double", 1, "record x", 3))
  kit.write(home .. "/large.mass", model:format("double", 1, "", 220000))
  kit.write(home .. "/long.mass", model:format("single", 60000, "record x", 2))
  kit.write(home .. "/older.mass", model:format("double", 2, "record x every 0.2", 4))
  -- An older result of each command below, and what pictures are drawn of.
  local output, code = kit.run(([[cd %s && export XDG_CACHE_HOME=%s/cache && mkdir old && %s run older.mass --engine tcc --quiet --out old --format csv,nc,npy --save-noise old/noise.npy --stats old/stats.json &&
    %s emit --kernel older.mass -o old/x.c && cp old/x.c old/x.png && cp old/x.c old/x.gp && mkdir drawn && %s run small.mass --engine tcc --quiet --out drawn]])
    :format(home, home, massc, massc, massc))
  check(code == 0, "what is there before", output)
end

for _, path in ipairs { "tests/faults.lua", "tests/kit.lua" } do kit.uses(path) end
math.randomseed(9)
if massc:find("/asan/", 1, true) then
  kit.skip("a disk that fails", "the sanitizers want to be loaded first")
else
  models()
  local common = " --engine tcc --threads 1 --quiet --out o"
  local small = massc .. " run small.mass --format csv,nc,npy" .. common
  local large = massc .. " run large.mass --format nc" .. common
  local long = massc .. " run long.mass --format nc,npy" .. common
  for _, old in ipairs { false, true } do
    each("a small table", small, "output", old)
    each("a small table", small, "other", old, true)
    killed("a small table", small, old, 1)
  end
  local merging = massc .. " merge parts --out o --quiet"
  local output, code = kit.run(("cd %s && export XDG_CACHE_HOME=%s/cache && for i in 0 1; do %s run small.mass --format csv,nc,npy --engine tcc --quiet --out parts --shard $i/2; done")
                               :format(home, home, massc))
  check(code == 0, "pieces to merge", output)
  for _, old in ipairs { false, true } do
    each("pieces that are merged", merging, "output", old)
    killed("pieces that are merged", merging, old, 1)
  end
  each("pieces that are merged", merging, "other", true, true)
  crashes("a large table", large, each("a large table", large, "output", true))
  each("a large table", large, "other", true, true)
  crashes("long series", long, each("long series", long, "output", false, true))
  each("long series", long, "other", false, true)
  kit.write(home .. "/trials.mass", "model M\n  state x = 1 ~ Uniform(0, 1)\n  x' = -x\nend\nsimulate euler with dt = 0.1, duration = 1\n"
            .. "observe m = median(last(x) over trial)\nobserve erp = mean(x over trial)\nexplore ee\n  trials 3\nend\n")
  each("what is made of trials", massc .. " run trials.mass --format csv,nc,npy" .. common, "output", false, true)
  killed("long series", long, true, 7)
  each("kept noise", massc .. " run small.mass --no-netcdf --save-noise o/noise.npy" .. common, "output", true, true)
  -- They come when the table has been written, as the last of a run.
  each("figures of a run", massc .. " run small.mass --stats o/stats.json" .. common:gsub("o$", "elsewhere"), "output", false)
  each("a text", massc .. " emit --kernel small.mass -o o/x.c", "output", true)
  each("a text", massc .. " emit --kernel small.mass -o o/x.c", "other", true)
  if kit.has "gnuplot" then
    each("a picture", massc .. " plot drawn/ee.nc left -o o/x.png", "output", true)
    each("a picture", massc .. " plot drawn/ee.nc left -o o/x.png", "other", true, true)
  end
  each("a script of gnuplot", massc .. " plot drawn/ee.nc left -o o/x.gp", "output", false)
  stuck()
  silent()
end
kit.finish()
