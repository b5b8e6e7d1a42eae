-- attacks.lua -- what a stranger's folder, a full disk or an untimely signal may do: nothing.
--
--   lua5.4 tests/attacks.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local check, massc = kit.check, assert(arg[1], "usage: lua5.4 tests/attacks.lua PROGRAM")
massc = kit.absolute(massc)

local home = kit.home()

-- Runs a shell command in [folder]; $M is the program, its cache is its own.
local function sh(folder, command)
  return kit.run(("cd %s && export M=%s XDG_CACHE_HOME=%s/cache && %s"):format(kit.quote(folder), massc, home, command))
end

local function ends(name, exit, words, folder, command)
  return kit.says(name, exit, words, sh(folder, command))
end

-- May processes be watched here?
local function has_strace()
  local _, code = kit.run("strace -f -qq -o /dev/null true")
  return code == 0
end
local traced = has_strace()

local leak = [[
model Leak
  state x = 1
  param tau = 2
  x' = -x/tau
end
simulate rk4 with dt = 0.1 ms, duration = 20 ms
observe left = last(x)
explore ee
  dynamics.tau = %s
end
]]

local function put_model(folder, axis, name)
  return kit.write(("%s/%s.mass"):format(folder, name or "leak"), leak:format(axis))
end

-- ---- names that a library could take for addresses ----

-- No process of the command asks for a socket of the network.
local function stays_home(name, folder, command, exit)
  local log = folder .. "/strace.log"
  os.remove(log)
  local output, code = sh(folder, ("strace -f -qq -e trace=%%network -o %s timeout 60 %s"):format(log, command))
  local calls = kit.read(log) or "no log"
  check(code == exit, name, ("exit code %d, not %d\n%s"):format(code, exit, output))
  check(not calls:find("AF_INET", 1, true) and calls ~= "no log", name .. ": no connection", calls)
end

local function addresses()
  local folder = kit.home()
  put_model(folder, "[1, 2, 4]")
  sh(folder, "$M run leak.mass --engine tcc --quiet --out made")
  local names = {
    "http://127.0.0.1:9/a.nc", "https://127.0.0.1:9/a.nc", "dods://127.0.0.1:9/a.nc", "file://tmp/a.nc",
    "s3:/bucket/a.nc", "ftp://127.0.0.1:9/a.nc", "[dap4]http://127.0.0.1:9/a.nc", "http://127.0.0.1:9/x#mode=dap4,bytes/a.nc",
    "x#mode=zarr,s3/a.nc", "http://127.0.0.1:9/a.csv", "http://127.0.0.1:9/a.npy",
  }
  for i, name in ipairs(names) do
    local is_netcdf = name:find("%.nc$")
    sh(folder, ("mkdir -p \"$(dirname '%s')\""):format(name))
    if is_netcdf then
      sh(folder, ("cp made/ee.nc '%s'"):format(name))
      put_model(folder, ('"%s:dynamics.tau"'):format(name), "reads")
    else
      kit.write(folder .. "/" .. name, name:find("csv$") and "1\n2\n4\n"
        or "\x93NUMPY\1\0\70\0{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }            \n" .. ("<ddd"):pack(1, 2, 4))
      put_model(folder, ('"%s"'):format(name), "reads")
    end
    if traced then stays_home("check " .. name, folder, "$M check reads.mass", 0) end
    sh(folder, ("$M run reads.mass --engine tcc --quiet --out read%d"):format(i))
    kit.same(kit.read(("%s/read%d/ee.csv"):format(folder, i)), kit.read(folder .. "/made/ee.csv"),
             "the folder is one of this disk: " .. name)
    local out = name:gsub("/[^/]*$", "") .. "/out"
    if traced then
      stays_home("results in " .. out, folder, ("$M run leak.mass --engine tcc --quiet --out '%s'"):format(out), 0)
      check(kit.read(folder .. "/" .. out .. "/ee.nc"), "they are written: " .. out, kit.left_in(folder))
    end
  end
  if not traced then return kit.skip("connections", "processes may not be traced") end
  put_model(folder, '"http://127.0.0.1:9/none.nc:v"', "reads")
  stays_home("a folder that has no such file", folder, "$M check reads.mass", 1)
  put_model(folder, '"http://127.0.0.2:9/none.nc:v"', "reads")
  stays_home("no such folder", folder, "$M check reads.mass", 1)
end

-- ---- files that are none ----

local function pipes()
  local folder = kit.home()
  put_model(folder, "[1, 2, 4]")
  sh(folder, "mkfifo fifo.mass fifo.csv fifo.npy fifo.npz fifo.nc")
  ends("check of a FIFO", 3, { "fifo.mass: is a FIFO" }, folder, "timeout 20 $M check fifo.mass")
  ends("run of a FIFO", 3, { "fifo.mass: is a FIFO" }, folder, "timeout 20 $M run fifo.mass")
  ends("run of a device", 3, { "/dev/zero: is a device" }, folder, "timeout 20 $M run /dev/zero")
  ends("a pipe that was given", 0, { "4.539995e-05" }, folder,
       "cat leak.mass | timeout 20 $M run /dev/stdin --engine tcc --no-files --quiet")
  for _, ending in ipairs { "csv", "npy", "npz", "nc" } do
    put_model(folder, ('"fifo.%s"'):format(ending), "reads")
    ends("data from a FIFO, " .. ending, 1, { "it is a FIFO, not a regular file" }, folder,
         "timeout 20 $M check reads.mass")
  end
  put_model(folder, '"/dev/zero"', "reads")
  ends("data from a device", 1, { "it is a device" }, folder, "timeout 20 $M check reads.mass")
  kit.write(folder .. "/uses.mass", "use fifo\nsimulate euler with dt = 1, duration = 2\nobserve y = 1\n")
  local output, code = sh(folder, "timeout 20 $M check uses.mass")
  check(code == 1, "use of a FIFO", output)
  for _, name in ipairs { "ee.csv", "ee.nc" } do
    sh(folder, ("rm -rf o && mkdir o && mkfifo o/%s"):format(name))
    ends("a FIFO for " .. name, 3, { "a FIFO of that name is in the way" }, folder,
         "timeout 20 $M run leak.mass --engine tcc --quiet --out o")
    check(kit.left_in(folder .. "/o") == "./" .. name .. " ", "a FIFO for " .. name .. ": nothing else is there",
          kit.left_in(folder .. "/o"))
  end
  for _, option in ipairs { "emit --kernel leak.mass -o fifo.c", "run leak.mass --quiet --engine tcc --stats fifo.json" } do
    local name = option:match("%S+$")
    sh(folder, "mkfifo " .. name)
    ends("a FIFO for " .. option, 3, { name .. ": a FIFO of that name is in the way" }, folder, "timeout 20 $M " .. option)
  end
end

-- ---- disks that fail ----

-- Each call of a kind that the program makes fails once: it ends with code 0 or 3,
-- never by a signal, and with all files (of a table that cannot be printed, too) or none. The first few closes are the loader's.
local function failing_disk()
  if not traced then return kit.skip("a disk that fails", "processes may not be traced") end
  local folder = kit.home()
  put_model(folder, "[1, 2, 4]")
  put_model(folder, "grid(1, 2, 300000)", "large")
  sh(folder, "$M run large.mass --engine gcc --quiet --out warm >/dev/null")
  for _, case in ipairs { { "leak", "close:error=EIO", 7, 21 }, { "leak", "write:error=ENOSPC", 1, 6 },
                          { "leak", "renameat2,rename:error=EACCES", 1, 2 }, { "leak", "fallocate:error=ENOSPC", 1, 1 },
                          { "large", "pwrite64:error=EDQUOT", 1, 6 }, { "large", "fsync:error=EIO", 1, 1 } } do
    local model, fault, first, last = table.unpack(case)
    local failures, wrong = 0, ""
    for when = first, last do
      local output, code = sh(folder, ("rm -rf o; timeout 60 strace -f -qq -o /dev/null -e inject=%s:when=%d $M run %s.mass --engine tcc --threads 1 --quiet --out o 2>&1 >/dev/null")
                                      :format(fault, when, model))
      local left = kit.left_in(folder .. "/o")
      failures = failures + (code == 3 and 1 or 0)
      local all = left == "./ee.csv ./ee.json ./ee.nc "
      local said = output:find("massc: error: cannot", 1, true)
      if not (code == 0 and all or code == 3 and said and (left == "" or all and output:find("print", 1, true))) then
        wrong = wrong .. ("call %d: exit code %d, left %s\n%s"):format(when, code, left, output)
      end
    end
    check(wrong == "" and failures > 0, fault .. ": code 3 and no file, or code 0 and all", wrong .. failures .. " failures")
  end
end

-- Whatever is in the way of one file, those of an earlier run are still there.
local function old_results()
  local folder = kit.home()
  put_model(folder, "[1, 2, 4]")
  sh(folder, "$M run leak.mass --engine tcc --quiet --out made")
  local old = kit.read(folder .. "/made/ee.csv")
  put_model(folder, "[3, 5, 7]")
  for _, suffix in ipairs { "csv", "nc", "json" } do
    local name, others = "o/ee." .. suffix, {}
    for _, obstacle in ipairs { "mkdir", "mkfifo", "ln -s /dev/full" } do
      if not (suffix == "nc" and obstacle:find "full") then
        sh(folder, ("rm -rf o && cp -r made o && rm %s && %s %s"):format(name, obstacle, name))
        local before = sh(folder, "ls -l o; find o -type f | sort | xargs cat")
        ends(("%s %s"):format(obstacle, name), 3, { "cannot write " .. name }, folder,
             "timeout 20 $M run leak.mass --engine tcc --quiet --out o")
        kit.same(sh(folder, "ls -l o; find o -type f | sort | xargs cat"), before, ("%s %s: all is as before"):format(obstacle, name))
      end
    end
  end
  if not traced then return kit.skip("names that cannot be had", "processes may not be traced") end
  for _, calls in ipairs { "renameat2:error=EINVAL", "renameat2:error=ENOSYS" } do
    sh(folder, "rm -rf o && cp -r made o")
    ends("a disk that exchanges no names, " .. calls, 0, {}, folder,
         ("strace -f -qq -o /dev/null -e inject=%s $M run leak.mass --engine tcc --quiet --out o"):format(calls))
    kit.same(kit.left_in(folder .. "/o"), "./ee.csv ./ee.json ./ee.nc ", "nothing else stays, " .. calls)
    check(kit.read(folder .. "/o/ee.csv") ~= old, "the new files are there, " .. calls)
  end
  for when = 1, 3 do
    sh(folder, "rm -rf o && cp -r made o")
    ends("exchange " .. when .. " fails, and so does renaming", 3, { "cannot write o/ee." }, folder,
         ("strace -f -qq -o /dev/null -e inject=renameat2:error=EPERM:when=%d -e inject=rename:error=EPERM $M run leak.mass --engine tcc --quiet --out o"):format(when))
    kit.same(sh(folder, "diff -r made o && echo same"), "same\n", "the old files are there again, " .. when)
  end
end

-- The folder of results goes away, or becomes another, while the run goes on.
local function moved_folder()
  local folder = kit.home()
  kit.write(folder .. "/few.mass", leak:format("grid(1, 2, 400)"):gsub("20 ms", "10000 ms"):gsub("ee", "slow"))
  for _, change in ipairs { "mv o gone", "mv o gone; mkdir o", "rm -rf o", "mv o gone; echo x >o" } do
    sh(folder, "rm -rf o gone")
    ends("during a run: " .. change, 3, { "cannot write o/slow." }, folder,
         ("{ timeout 60 $M run few.mass --engine tcc --threads 1 --quiet --out o & } && for i in $(seq 200); do ls o/*.tmp >/dev/null 2>&1 && break; sleep 0.02; done; %s; wait $!"):format(change))
    local left = sh(folder, "find o gone -name '*.tmp' 2>/dev/null")
    check(left == "", "nothing temporary stays: " .. change, left)
  end
end

-- A name as long as a file system takes.
local function long_names()
  local folder = kit.home()
  put_model(folder, "[1, 2, 4]")
  local name = ("é"):rep(126)
  ends("emit -o with 254 bytes", 0, {}, folder, "$M emit --kernel leak.mass -o " .. name .. ".c")
  ends("--stats with 254 bytes", 0, {}, folder, ("$M run leak.mass --engine tcc --quiet --no-files --stats %s.j"):format(name))
  kit.same(kit.left_in(folder), ("./leak.mass ./%s.c ./%s.j "):format(name, name), "both are there, and nothing else")
  ends("a working folder that is gone", 3, { "cannot write out/leak/ee.csv: No such file or directory" }, folder,
       "home=$PWD && mkdir gone && cd gone && rmdir ../gone && $M run $home/leak.mass --engine tcc --quiet")
end

-- ---- memory ----

-- With less and less of it, a script ends with code 3 or does its work.
local function memory()
  local folder = kit.home()
  put_model(folder, "[1, 2, 4]")
  if massc:find("/asan/", 1, true) then return kit.skip("memory that runs out", "the sanitizers need too much of it") end
  kit.write(folder .. "/eats.lua", "local t = {} while true do t[#t + 1] = ('x'):rep(1000000) .. #t end")
  kit.write(folder .. "/maps.lua", [[
    massc.space{ a = massc.grid(0, 1, 8) }:map(function() local t = {} while true do t[#t + 1] = ('x'):rep(1000000) .. #t end end)]])
  kit.write(folder .. "/works.lua", "local e = massc.load('leak.mass') print(#e.explorations)")
  ends("a script that takes all memory", 3, { "massc: error: not enough memory" }, folder, "ulimit -v 400000; timeout 60 $M lua eats.lua")
  ends("a function of a map that does", 3, { "massc: error: not enough memory" }, folder, "ulimit -v 400000; timeout 60 $M lua maps.lua")
  local numbers = {}
  for i = 1, 200000 do numbers[i] = i .. "\n" end
  kit.write(folder .. "/numbers.csv", table.concat(numbers))
  put_model(folder, '"numbers.csv"', "reads")
  local wrong, failed = "", 0
  for kb = 4000, 28000, 250 do
    -- Where the program and its libraries do not fit, nothing of it runs: the loader says so, or the kernel ends it.
    local _, loads = sh(folder, ("ulimit -v %d; timeout 60 $M --version"):format(kb))
    for _, command in ipairs { "lua works.lua", "emit --kernel leak.mass -o leak.c", "check reads.mass", "run leak.mass --engine tcc --no-files --quiet" } do
      local output, code = sh(folder, ("ulimit -v %d; timeout 60 $M %s"):format(kb, command))
      failed = failed + (code == 3 and 1 or 0)
      if code ~= 0 and code ~= 3 and loads == 0 then
        wrong = wrong .. ("%s with %d kB: exit code %d\n%s"):format(command, kb, code, output)
      end
    end
  end
  check(wrong == "" and failed > 0, "with less and less memory: code 3 or 0", wrong .. failed .. " failures")
end

-- ---- very many errors ----

-- Texts of 20 000 faulty lines, each within a few seconds of processor time.
local function multitudes()
  local folder = kit.home()
  local function lines(count, text)
    local list = {}
    for i = 1, count do list[i] = (text:gsub("#", tostring(i))) end
    return table.concat(list)
  end
  local many = 20000
  local equation, runs = "  x' = -x\nend\n", "simulate euler with dt = 1, duration = 5\n"
  local model = "model M\n  state x = 1\n"
  local cases = {
    { "unknown names", model .. lines(many, "  q# = tauu# + 1\n") .. equation, 1, "unknown name 'tauu1'" },
    { "unknown functions", model .. lines(many, "  q# = foo#(x)\n") .. equation, 1, "unknown function 'foo1'" },
    { "unknown names in observations", model .. equation .. runs .. lines(many, "observe o# = mean(y#)\n"), 1, "unknown name 'y1'" },
    { "unknown quantities", model .. equation .. runs .. "observe m = mean(x)\nexplore e\n" .. lines(2000, "  dynamics.p# = [1, 2]\n") .. "end\n", 1,
      "unknown quantity 'dynamics.p1'" },
    { "names declared twice", model .. lines(many, "  param p = 2\n") .. equation, 1, "'p' is declared twice" },
    { "states without equations", "model M\n" .. lines(many, "  state x# = 1\n") .. "  x1' = -x1\nend\n", 1, "has no equation" },
    { "equations without states", model .. lines(many, "  y#' = 1\n") .. equation, 1, "is not declared" },
    { "lines that do not parse", model .. lines(many, "  q# = = 1\n  r# = z#\n") .. equation, 1, "unexpected '='" },
    { "unused parameters", model .. lines(many, "  param p# = 1\n") .. equation, 0, "... and 19980 more warnings" },
    { "a line of a megabyte", model .. "  x' = -x" .. (" + x"):rep(260000) .. "\nend\n", 1, "nested too deeply" },
    { "brackets", model .. "  x' = " .. ("("):rep(100000) .. "x" .. (")"):rep(100000) .. "\nend\n", 1, "nested more than 200 deep" },
    { "signs", model .. "  x' = " .. ("-"):rep(100000) .. "x\nend\n", 1, "nested too deeply" },
    { "settings", model .. equation .. "simulate euler with dt = 1, duration = 5" .. lines(many, ", dtt# = 1") .. "\n", 1, "unknown setting 'dtt1'" },
    { "names that wait for each other", model .. lines(many, "  q# = r# + q1\n  r# = x\n") .. equation, 1, "'q1'" },
  }
  -- What is right, or wrong in another way, and compared with all that stands before it.
  local most, observed = 60000, equation .. runs .. "observe m = mean(x)\n"
  local params = model .. lines(most, "  param p# = 1\n")
  local function add(...) cases[#cases + 1] = { ... } end
  add("explorations", model .. "  param p = 1\n" .. observed .. lines(most, "explore e#\n  p = grid(0, 1, 2)\nend\n"), 0, "never used")
  add("explorations of one name", model .. observed .. lines(most, "explore e\nend\n"), 1, "exploration 'e' is declared twice")
  add("models", lines(most, "model M#\n  state x = 1\n  x' = -x\nend\n"), 0, "")
  add("models of one name", lines(most, "model M\n  state x = 1\n  x' = -x\nend\n"), 1, "'M' is defined twice")
  add("axes of a zip", params .. observed .. "explore e zip\n" .. lines(most, "  p# = grid(0, 1, 2)\n") .. "end\n", 0, "never used")
  add("axes of a product", params .. observed .. "explore e\n" .. lines(most, "  p# = grid(0, 1, 1)\n") .. "end\n", 1, "60000 dimensions")
  add("values of an exploration", params .. observed .. "explore e\n" .. lines(most, "  p# = 2\n") .. "end\n", 0, "never used")
  add("misplaced lines", model .. equation .. "network\n  dynamics M\n" .. lines(most, "  p# = 2\n") .. "end\n", 1, "does not belong in a network")
  local own = "explore e#\n  param p = grid(0, 1, 2)\n  observe o = mean(x)*p\n  record x\nend\n"
  add("explorations with names of their own", model .. equation .. runs .. lines(many, own), 0, "")
  local states = "model M\n" .. lines(many, "  state x# = 1\n  x#' = -x#\n") .. "end\n"
  add("recordings", states .. runs .. lines(many, "record x#\n"), 0, "")
  add("series", model .. equation .. runs .. lines(many, "observe o# = x + #\n"), 0, "")
  add("noisy states", states .. "network\n  noise additive on x0" .. lines(many, ", x#") .. " with sigma = 1\nend\n" .. runs, 1, "'x0' is no state")
  add("groups", params .. observed .. "explore e\n" .. lines(many, "  group g#\n    p# = grid(0, 1, 1)\n  end\n") .. "end\n", 1, "20000 dimensions")
  local graph = "network\n  nodes 2\n  graph weights = ones - eye\n"
  local fed = model .. lines(many, "  input c#\n") .. equation .. graph
  add("couplings", fed .. lines(many, "  coupling c# = Linear(x)\n") .. "end\n" .. runs, 0, "never used")
  add("couplings of no input", fed .. lines(many, "  coupling d# = Linear(x)\n") .. "end\n" .. runs, 1, "'d1' is no input")
  add("settings of no parameter", params .. equation .. "network\n  dynamics M with q0 = 1" .. lines(many, ", q# = 1") .. "\nend\n" .. runs, 1,
      "M has no parameter 'q0'")
  add("watched names", model .. lines(many, "  q# = x\n  watch r#\n") .. equation, 1, "unknown name 'r1'")
  add("data files", params .. equation .. "network\n  dynamics M with p1 = \"no0\"" .. lines(2000, ", p# = \"one.csv\"") .. "\nend\n" .. runs, 1, "'p1' is set twice")
  kit.write(folder .. "/one.csv", "1\n")
  for _, case in ipairs(cases) do
    local name, text, exit, words = table.unpack(case)
    kit.write(folder .. "/many.mass", text)
    local output = ends("very many: " .. name, exit, { words }, folder, "ulimit -t 4; timeout 60 $M check many.mass")
    check(#output < 60000, "very many: " .. name .. ": few are shown", #output .. " bytes")
  end
end

-- As many on the command line.
local function many_options()
  local folder, many = kit.home(), 10000
  local states, sets = {}, {}
  for i = 1, many do
    states[i] = ("  state x%d = 1\n  x%d' = -x%d\n"):format(i, i, i)
    sets[i] = (" --set initial.x%d=2"):format(i)
  end
  kit.write(folder .. "/many.mass", "model M\n" .. table.concat(states) .. "end\nsimulate euler with dt = 1, duration = 5\nobserve m = mean(x1)\n")
  kit.write(folder .. "/call", "exec $M run many.mass --dump model" .. table.concat(sets) .. "\n")
  ends("very many --set", 0, { "initial.x10000 = 2" }, folder, "ulimit -t 4; timeout 60 sh call")
end

-- ---- signals ----

local long = [[
model Slow
  state x = 1
  param k = 1
  x' = x*(1 - x) - k*x
end
simulate rk4 with dt = 0.001, duration = 1e9
observe mean_x = mean(x)
explore slow
  dynamics.k = grid(0, 1, 64)
end
]]

local function signals()
  local folder = kit.home()
  kit.write(folder .. "/long.mass", long)
  for _, signal in ipairs { "INT", "TERM", "HUP", "XCPU" } do
    ends("a run ends by SIG" .. signal, 130, { "massc: interrupted" }, folder,
         ("timeout --preserve-status -k 60 -s %s 1 $M run long.mass --engine tcc --out o"):format(signal))
    check(kit.left_in(folder .. "/o") == "", "a run that ends by SIG" .. signal .. " leaves nothing", kit.left_in(folder .. "/o"))
  end
  ends("a run under nohup does not mind SIGHUP", 130, {}, folder,
       "{ (trap '' HUP; exec timeout --preserve-status -k 60 -s INT 2 $M run long.mass --engine tcc --quiet --out o) & } && sleep 1; kill -HUP $!; wait $!")
  kit.write(folder .. "/waits.lua", "io.read('a') io.read('a') print('went on')")
  sh(folder, "mkfifo words")
  for _, signal in ipairs { "INT", "TERM", "HUP" } do
    ends("a script that waits for words ends by SIG" .. signal, 130, { "massc: interrupted" }, folder,
         ("exec 3<>words && timeout --preserve-status -k 20 -s %s 1 $M lua waits.lua <words"):format(signal))
  end
end

-- ---- what killed runs leave ----

local function orphans()
  local folder = kit.home()
  put_model(folder, "[1, 2, 4]")
  kit.write(folder .. "/long.mass", long)
  sh(folder, "timeout -s KILL 1 $M run long.mass --engine tcc --quiet --out o")
  check(kit.left_in(folder .. "/o"):find("slow%.csv%.massc%-%d+%-%d+%.tmp"), "a killed run leaves a temporary file", kit.left_in(folder .. "/o"))
  sh(folder, "$M run leak.mass --engine tcc --quiet --out o")
  kit.same(kit.left_in(folder .. "/o"), "./ee.csv ./ee.json ./ee.nc ", "the next run into the folder removes it")

  -- Those of a run that lives stay, and what only looks similar.
  sh(folder, "mkdir -p o && cd o && echo mine | tee notes.tmp notes.1999999-12.tmp a.csv.massc.tmp a.csv.massc-x-1.tmp a.csv.massc-12.tmp a.massc-1999999-1.tmp.txt >/dev/null && mkfifo a.csv.massc-1999999-1.tmp")
  local kept = kit.left_in(folder .. "/o")
  local output = sh(folder, [[
    { timeout -s INT 4 $M run long.mass --engine tcc --quiet --out o & } && sleep 1.5
    $M run leak.mass --engine tcc --quiet --out o >/dev/null
    ls o | grep -c 'slow.csv.*tmp'; wait]])
  check(output:match("^1\n"), "the file of a run that lives stays", output)
  kit.same(kit.left_in(folder .. "/o"), kept, "files of other names stay")
end

for _, path in ipairs { "tests/attacks.lua", "tests/kit.lua" } do
  kit.uses(path)
end
addresses()
pipes()
failing_disk()
old_results()
moved_folder()
long_names()
memory()
multitudes()
many_options()
signals()
orphans()
kit.finish()
