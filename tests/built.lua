-- built.lua -- programs that massc build makes: their tables are those of massc run, whatever compiles them, wherever they
-- are; what a processor lacks is told; what goes wrong while one is made leaves nothing behind.
--
--   lua5.4 tests/built.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = kit.absolute(kit.uses(arg[1]))
local home = kit.home()
local compilers = {}
for _, name in ipairs { "gcc", "clang" } do
  if kit.has(name) then compilers[#compilers + 1] = name else kit.skip("programs by " .. name, name .. " is not installed") end
end

-- Output and exit code of a command line in the folder of the tests.
local function call(command, ...)
  return kit.run(("cd %s && export XDG_CACHE_HOME=%s/cache LC_ALL=C.UTF-8; timeout 120 " .. command):format(home, home, ...))
end

local function works(name, command, ...)
  local output, code = call(command, ...)
  kit.check(code == 0, name, output)
  return output
end

-- The command ends with [exit] and says the words; nothing new is in the folder.
local function refuses(name, exit, words, command)
  local before = kit.left_in(home)
  local output, code = call(command)
  kit.says(name, exit, words, output, code)
  kit.same(kit.left_in(home), before, name .. ": nothing is left behind")
end

local function file(name)
  return kit.read(home .. "/" .. name)
end

local pulse = [[
model Pulse "two equations"
  state V = 1  "the membrane"
  state w = 0
  param I = 0.5 in [0, 1]  "what is put in"
  param b = 0.8 [ms]
  V' = V - V^3/3 - w + I
  w' = 0.08*(V + 0.7 - b*w)
end

network
  nodes 3
  dynamics Pulse
  graph    weights = ones - eye
  noise    additive on V with sigma = 0.01, key = 3
end

simulate heun with dt = 0.1 ms, duration = 5 ms
observe mean_V = mean(V)
observe each = mean(V over time)

explore drive
  record V every 1 ms
  I = grid(0, 1, 7)
end

explore keys key 5
  b ~ Uniform(0.5, 1) n 3
  trials 2
end
]]
kit.write(home .. "/pulse.mass", pulse)
works("massc run", "%s run pulse.mass --quiet --out want --format csv,nc,npy", massc)

-- ---- the same tables ----

local function same_files(name, folder, endings)
  for path in kit.run("cd " .. home .. "/want && LC_ALL=C ls"):gmatch("[^\n]+") do
    if endings[path:match("%.(%w+)$")] then
      kit.check(file("want/" .. path) == file(folder .. "/" .. path), ("%s: %s"):format(name, path))
    end
  end
end

for _, compiler in ipairs(compilers) do
  works("build by " .. compiler, "%s build pulse.mass -o prog.%s --engine %s", massc, compiler, compiler)
  works("it runs", "./prog.%s --quiet --out by.%s --format csv,nc,npy", compiler, compiler)
  same_files(compiler, "by." .. compiler, { csv = 1, npy = 1 })
  for _, which in ipairs { "drive", "keys" } do
    works(compiler .. ": NetCDF of " .. which, "%s diff --values want/%s.nc by.%s/%s.nc", massc, which, compiler, which)
    local asked = call("%s diff want/%s.nc by.%s/%s.nc", massc, which, compiler, which)
    kit.check(asked:match("^engine: [^\n]* / built by " .. compiler .. " [%d.]+[^\n]*\n$"), "but for the engine the same was asked", asked)
  end
  works("one row, one thread", "./prog.%s drive --quiet --point 3 --threads 1 --out row --format csv", compiler)
  works("the same by massc", "%s run pulse.mass drive --quiet --point 3 --out want_row --format csv", massc)
  kit.check(file("row/drive.point.3.csv") and file("row/drive.point.3.csv") == file("want_row/drive.point.3.csv"), "the row is the row")
end

local first = compilers[1]
if not first then
  refuses("without a compiler", 3, { "build needs gcc or clang, and neither is installed" }, massc .. " build pulse.mass")
  kit.finish()
  return
end
local prog = home .. "/prog." .. first

-- ---- a result leads back ----

works("a result of a program is run again by massc", "%s run --from by.%s/drive.nc --quiet --out again --format csv", massc, first)
kit.check(file("again/drive.csv") == file("want/drive.csv"), "it is the same")
works("one row of it, too", "%s drive --quiet --point -2 --out row", prog)
works("a row is run again", "%s run --from row/drive.point.5.nc --quiet --out again --format csv", massc)
kit.check(file("again/drive.point.5.csv") == file("row/drive.point.5.csv"), "the same row")

works("options while it is built", "%s build pulse.mass drive -o other --set b=0.9 --key 5", massc)
works("are part of the question", "./other --quiet --out other_out && %s run --from other_out/drive.nc --quiet --out again --format csv", massc)
works("as massc run has it", "%s run pulse.mass drive --set b=0.9 --key 5 --quiet --out with_b --format csv", massc)
kit.check(file("with_b/drive.csv") ~= file("want/drive.csv") and file("other_out/drive.csv") == file("with_b/drive.csv")
          and file("again/drive.csv") == file("with_b/drive.csv"), "all three are the same")

-- ---- elsewhere ----

kit.run(("mkdir -p '%s/els where/it'\\''s' && mv %s '%s/els where/it'\\''s/moved'"):format(home, prog, home))
works("moved, and run from another folder", "mkdir -p far && cd far && PATH= '%s/els where/it'\\''s/moved' drive --quiet --out ../moved", home)
kit.check(file("moved/drive.csv") == file("want/drive.csv"), "the tables are the same")
kit.run(("mv '%s/els where/it'\\''s/moved' %s"):format(home, prog))
works("built in a folder of any name", "mkdir -p 'a \"b\" $c' 't m p' && cp pulse.mass 'a \"b\" $c/' && cd 'a \"b\" $c' && TMPDIR='../t m p' %s build pulse.mass keys -o 'p q' && './p q' --quiet --out ../any", massc)
kit.check(file("any/keys.csv") == file("want/keys.csv"), "and run there")
kit.check(kit.run("ls '" .. home .. "/t m p'") == "", "the folder of temporary files is empty")
works("without -o it is called after the file", "%s build pulse.mass && ./pulse keys --quiet --no-files", massc)

works("massc is one file, too", "mkdir alone && cp %s alone/ && env -i PATH=/usr/bin:/bin alone/massc build pulse.mass keys -o alone/p && alone/p --quiet --out any", massc)
kit.check(file("any/keys.csv") == file("want/keys.csv"), "that needs nothing beside it")

local odd = 'we"ird %s*'
kit.write(home .. "/" .. odd .. ".mass", 'param x = 1 "a */ %n ??/ doc"\nparam δ = 2\nobserve y = x*δ\n'
  .. "explore object\n  x = [1, 2]\nend\nexplore int\n  δ = [1, 2]\nend\nexplore main\n  x = [3]\nend\nexplore σ\n  x = [3]\nend\n")
works("names of any kind", "%s build '%s.mass' && './%s' --quiet --out odd && './%s' --help", massc, odd, odd, odd)
kit.check(file("odd/σ.csv") == "x,y,status\n3,6,0\n" and file("odd/int.csv") == "δ,y,status\n1,1,0\n2,2,0\n", "do no harm")

-- ---- parts ----

for _, n in ipairs { 1, 3, 9 } do
  for i = 0, n - 1 do works(("part %d of %d"):format(i, n), "%s drive --quiet --shard %d/%d --out parts.%d >/dev/null", prog, i, n, n) end
  works("joined", "%s merge parts.%d --out joined.%d", massc, n, n)
  kit.check(file(("joined.%d/drive.csv"):format(n)) == file("want/drive.csv") and file(("joined.%d/drive.V.csv"):format(n)) == file("want/drive.V.csv"),
            n .. " parts make the whole")
end
works("a part by massc", "%s run pulse.mass drive --quiet --shard 0/3 --out parts.3", massc)
works("goes with those of a program", "%s merge parts.3 --out joined.3", massc)
kit.check(file("joined.3/drive.csv") == file("want/drive.csv"), "as it is the same question")

-- ---- words ----

local list = call("%s --list", prog)
for _, part in ipairs { "drive: 7 rows\n", "  along I: 7 values from 0 to 1  what is put in\n", "  observes mean_V  mean(V)\n",
                        "keys: 6 rows\n", "  along b: 3 draws of Uniform(0.5, 1) [ms]\n", "  2 trials of each point\n" } do
  kit.check(list:find(part, 1, true), "the list says " .. part:gsub("\n", ""), list)
end
local help = call("%s --help", prog)
for _, part in ipairs { "Pulse", "pulse.mass", "usage: prog." .. first .. " [NAME...] [options]", "--threads N", "  drive ", " over I\n", "--format csv,nc,npy" } do
  kit.check(help:find(part, 1, true), "the help says " .. part, help)
end
-- Of a shipped experiment, as a stranger sees it; UPDATE=1 writes them.
local function golden(name, text)
  local path = "tests/built/" .. name
  if os.getenv("UPDATE") then kit.write(path, text) end
  kit.same(text, kit.read(kit.uses(path)), "as in " .. path)
end
works("a shipped experiment", "%s build %s -o rww", massc, kit.absolute("models/experiments/rww_g_sweep.mass"))
golden("help.txt", (call("./rww --help")))
golden("list.txt", (call("./rww --list")))
-- The examples of the help, as they stand there.
for line in (help:match("\nExamples\n(.-)\n\n") or ""):gmatch("[^\n]+") do
  works("example: " .. line, "./%s --quiet >/dev/null", (line:gsub("^%s+", "")))
end

refuses("an engine", 2, { "prog." .. first .. ": error: --engine: the kernels are compiled already; massc run pulse.mass takes it" }, prog .. " --engine tcc")
refuses("no such exploration", 2, { "there is no exploration 'drove'; did you mean 'drive'?" }, prog .. " drove")
refuses("no such option", 2, { "unknown option '--thread'; did you mean '--threads'?" }, prog .. " --thread 2")
refuses("no such row", 2, { "--point: index 7 is out of range: the space has 7 points" }, prog .. " drive --point 7 --quiet")
refuses("no disk", 3, { "/dev/full" }, prog .. " drive --quiet --no-files --stats /dev/full")
refuses("a folder that cannot be made", 3, { "pulse.mass/x" }, prog .. " drive --quiet --out pulse.mass/x")

-- ---- what stops a run ----

kit.write(home .. "/long.mass", (pulse:gsub("duration = 5 ms", "duration = 1000000 s"):gsub("record V every 1 ms", "")))
works("a long one", "%s build long.mass drive -o long --engine %s", massc, first)
local said, code = call("sh -c 'cd %s; ./long --out stopped 2>err & sleep 0.5; kill -TERM $!; wait $!; echo code $?'", home)
kit.check(said:find("code 130", 1, true), "a signal ends it with 130", said)
kit.check((file("err") or ""):find("long: interrupted: drive after 0 of 7 points", 1, true), "it says how far it came", file("err"))
kit.check(kit.run("ls -A " .. home .. "/stopped") == "", "and leaves nothing")
kit.write(home .. "/apart.mass", "param x = 1\nobserve y = sqrt(x - 1)\nexplore e\n  x = [1, 0]\nend\n")
works("an observation that is no number", "%s build apart.mass -o apart", massc)
said, code = call("./apart --no-files --quiet --strict")
kit.says("--strict", 4, { "apart: warning: at 1 of 2 points an observation is not a number" }, said, code)

-- ---- static, and the processor ----

works("--static", "%s build pulse.mass -o static --static --engine %s 2>said", massc, first)
kit.check((file("said") or ""):match("^wrote static, built by [^\n]*\n$"), "the linker has nothing to say", file("said"))
works("it runs", "./static --quiet --out static_out")
same_files("static", "static_out", { csv = 1 })
refuses("no NetCDF there", 2, { "this program writes no NetCDF files: it was built with --static; --format csv,npy it can" }, "./static --format csv,nc")
works("an empty root", "mkdir -p root && cp static root/")
said, code = call("unshare -r chroot root /static --quiet --out /o drive 2>&1")
if code == 0 then
  kit.check(file("root/o/drive.csv") == file("want/drive.csv"), "it needs nothing where it runs")
else
  kit.skip("in an empty root", "no namespaces here: " .. said:gsub("\n", " "))
end
if kit.run("uname -m") == "x86_64\n" then
  local lacks = kit.run("grep -c -w fma4 /proc/cpuinfo"):match("^0") and "bdver4" or "sapphirerapids"
  works("for another processor", "%s build pulse.mass drive -o other --march %s --engine %s", massc, lacks, first)
  refuses("it says what this one lacks", 3, { "other: error: the processor here lacks ", lacks == "bdver4" and "fma4" or "avx512fp16",
          "this program was built by " .. first, " for " .. lacks }, "./other")
  works("and helps all the same", "./other --help && ./other --list")
  works("for any", "%s build pulse.mass drive -o any_x86 --march x86-64", massc)
  works("it runs", "./any_x86 --quiet --out x86")
  kit.check(file("x86/drive.csv") == file("want/drive.csv"), "with the same numbers")
  works("for this one", "%s build pulse.mass drive -o native --march native && ./native --quiet --out native_out", massc)
  kit.check(file("native_out/drive.csv") == file("want/drive.csv"), "with the same numbers")
end

-- ---- what goes wrong while one is made ----

local build = massc .. " build "
refuses("no file", 2, { "build needs a file: massc build FILE [NAME...] -o PROG" }, build)
kit.write(home .. "/wrong.mass", (pulse:gsub("%- w %+ I", "- ww + I")))
refuses("errors of the file", 1, { "wrong.mass:6:", "'ww'" }, build .. "wrong.mass")
kit.write(home .. "/empty_axis.mass", (pulse:gsub("grid%(0, 1, 7%)", "loggrid(0, 1, 7)")))
refuses("errors of an axis", 1, { "empty_axis.mass:" }, build .. "empty_axis.mass")
kit.write(home .. "/nothing.mass", "param x = 1\n")
refuses("nothing to run", 1, { "'nothing.mass' has nothing to run" }, build .. "nothing.mass")
refuses("an exploration that is not there", 2, { "drove" }, build .. "pulse.mass drove")
refuses("an engine that builds nothing", 2, { "'--engine' takes gcc or clang, not 'tcc'" }, build .. "pulse.mass --engine tcc")
refuses("a processor nobody knows", 2, { "--march abacus: " .. first .. " does not know it: " }, build .. "pulse.mass --march abacus --engine " .. first)
refuses("onto a folder", 2, { "'want' is a folder; name the program: -o PROG" }, build .. "pulse.mass -o want")
refuses("onto itself", 2, { "-o would overwrite 'pulse.mass' itself" }, build .. "pulse.mass -o ./pulse.mass")
refuses("a place that is none", 3, { "pulse.mass/x" }, build .. "pulse.mass -o pulse.mass/x")
refuses("no compiler", 3, { "build needs gcc or clang, and neither is installed (searched in PATH)" },
        "env -u CC MASSC_GCC= MASSC_CLANG= " .. build .. "pulse.mass -o none")
refuses("the one that is named is not there", 3, { "gcc is not installed" }, "env MASSC_GCC= " .. build .. "pulse.mass -o none --engine gcc")
refuses("CC is none", 3, { "CC is 'no_such_cc', and that is no program in PATH" }, "env CC=no_such_cc " .. build .. "pulse.mass -o none")
refuses("CC is no compiler", 3, { "is no compiler of C" }, "env CC=echo " .. build .. "pulse.mass -o none")
refuses("no folder for temporary files", 3, { "cannot make a folder in /no/where", "TMPDIR" }, "env TMPDIR=/no/where " .. build .. "pulse.mass -o none")

-- A compiler that answers and then fails: with words, by a signal, at the link.
local function stand_in(name, body)
  kit.write(home .. "/" .. name, "#!/bin/sh\ncase \"$*\" in *-dM*) exec " .. first .. " \"$@\";; esac\n" .. body .. "\n")
  kit.run("chmod +x " .. home .. "/" .. name)
end
kit.run("mkdir " .. home .. "/t")
stand_in("full", 'echo "full: error: /x: No space left on device" >&2; exit 1')
refuses("a full disk", 3, { "No space left on device" }, "env TMPDIR=t CC=./full " .. build .. "pulse.mass -o none")
stand_in("killed", "kill -9 $$")
refuses("a compiler that is killed", 3, { "killed was ended by signal 9" }, "env TMPDIR=t CC=./killed " .. build .. "pulse.mass -o none")
stand_in("unlinked", 'case "$*" in *-lpthread*) echo "ld: cannot find -lm" >&2; exit 1;; esac; exec ' .. first .. ' "$@"')
refuses("a linker that fails", 3, { "unlinked failed: ld: cannot find -lm" }, "env TMPDIR=t CC=./unlinked " .. build .. "pulse.mass -o none")
stand_in("slow", "sleep 20")
said, code = call("sh -c 'cd %s; TMPDIR=t CC=./slow %s pulse.mass -o none 2>err & sleep 0.5; kill -TERM $!; wait $!; echo code $?'", home, build)
kit.check(said:find("code 130", 1, true) and file("err") == "massc: interrupted\n", "a signal ends the compiler", said .. (file("err") or ""))
kit.check(kit.run("ls -A " .. home .. "/t") == "" and not file("none"), "none of these left anything behind")
kit.finish()
