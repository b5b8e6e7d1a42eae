-- emitted.lua -- a sweep as one C file: it compiles everywhere without a word, and writes what `massc run` writes.
--
--   lua5.4 tests/emitted.lua out/massc [--all]       --all: each experiment by each compiler
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local options, rest = kit.options(arg, { all = false })
assert(options and rest[1], "usage: lua5.4 tests/emitted.lua PROGRAM [--all]")
local massc = kit.absolute(kit.uses(rest[1]))
local home = kit.home()
kit.uses("tests/emitted.lua")
local check = kit.check

local function call(command, ...)
  return kit.run(("cd %s && export XDG_CACHE_HOME=%s/cache && timeout 120 " .. command):format(home, home, ...))
end

local function has(program)
  local _, code = kit.run(("command -v %s >/dev/null"):format(program))
  return code == 0
end
local function makes_32()
  local _, code = call("sh -c 'echo \"#include <stdio.h>\nint main(void) { return 0; }\" > m32.c && gcc -m32 m32.c -o m32 && ./m32'")
  return code == 0
end

-- ---- every experiment ------------------------------------------------------------------------

local loud = " -Wall -Wextra -pedantic -Werror "
local compilers = {
  { "gcc", "gcc -std=c99 -O1" .. loud },
  { "gcc of its own kind, for this machine", "gcc -O2 -march=native -ffp-contract=fast" .. loud },
  { "gcc without threads", "gcc -std=c99 -O1 -DMASSC_NO_THREADS" .. loud, last = "-lm" },
  { "clang", "clang -std=c99 -O1" .. loud },
  { "clang of its own kind, for this machine", "clang -O1 -march=native" .. loud },
  { "tcc", "tcc -Wall -Werror" },
  { "tcc without threads", "tcc -Wall -DMASSC_NO_THREADS -Werror", last = "-lm" },
  { "gcc -m32", "gcc -m32 -msse2 -mfpmath=sse -std=c99 -O1" .. loud, needs = makes_32 },
  { "clang -m32", "clang -m32 -msse2 -mfpmath=sse -std=c99 -O1" .. loud, needs = makes_32 },
}
local there = {}
for _, c in ipairs(compilers) do
  if has(c[2]:match("^%S+")) and (not c.needs or c.needs()) then
    there[#there + 1] = c
  else
    print("# skip " .. c[1] .. ": not installed")
  end
end

-- CSV and NPY files of a folder by name.
local function files(folder)
  local list = {}
  for path in kit.run(("ls -1 %s/%s/*.csv %s/%s/*.npy 2>/dev/null"):format(home, folder, home, folder)):gmatch("[^\n]+") do
    list[path:match("[^/]+$")] = kit.read(path)
  end
  return list
end

local function difference(want, got)
  for name, text in kit.sorted(want) do
    if got[name] ~= text then return name .. (got[name] and " differs" or " is not there") end
  end
  for name in kit.sorted(got) do
    if not want[name] then return name .. " should not be there" end
  end
end

-- Compiles a text; nil, or what is wrong.
local function compile(c, text, program)
  local output, code = call("%s '%s' -o '%s' %s", c[2], text, program, c.last or "-lm -lpthread")
  if code ~= 0 or output ~= "" then return output:sub(1, 3000) end
end

local function hold(title, c, text, want, words)
  local wrong = compile(c, text, "program")
  if not wrong then
    local output, code = call("sh -c 'rm -rf got && ./program --quiet --format csv,npy --out got %s'", words or "")
    wrong = code ~= 0 and output or difference(want, files("got"))
  end
  check(not wrong, ("%s: %s"):format(title, c[1]), wrong)
end

-- As short as its windows allow.
local function shortened(path)
  for _, sets in ipairs { "--set simulate.duration=20 --set simulate.transient=0", "--set simulate.duration=20", "" } do
    local output, code = call("%s emit %s %s -o sweep.c", massc, path, sets)
    if code == 0 then return sets, output end
  end
end

local turn = 0
for _, path in ipairs(kit.files("models/experiments", "%.mass$")) do
  local name, from = path:match("([^/]+)%.mass$"), kit.absolute(kit.uses(path))
  local sets, said = shortened(from)
  check(sets and said == "", name .. " is emitted without a word", said)
  local output, code = call("sh -c 'rm -rf want && %s run %s %s --engine tcc --quiet --format csv,npy --out want'", massc, from, sets or "")
  local want = files("want")
  check(code == 0 and next(want), name .. " runs", output)
  for i, c in ipairs(there) do
    if options.all or c[1] == "tcc" or (i - 1) % 8 == turn % 8 then hold(name, c, "sweep.c", want) end
  end
  turn = turn + 1
end

-- ---- what a compiler must not do ---------------------------------------------------------------

local sweep = kit.absolute(kit.uses("models/experiments/rww_g_sweep.mass"))
call("%s emit %s -o sweep.c", massc, sweep)
local function refused(title, words, command)
  local output, code = call(command)
  check(code ~= 0 and output:find(words, 1, true), title, output:sub(1, 1000))
end
refused("-ffast-math is refused with a sentence", "leave it out", "gcc -ffast-math -fsyntax-only sweep.c")
if has("clang") then refused("clang -ffast-math, too", "leave it out", "clang -ffast-math -fsyntax-only sweep.c") end
if makes_32() then refused("x87 is refused with a way out", "-msse2 -mfpmath=sse", "gcc -m32 -mfpmath=387 -fsyntax-only sweep.c") end

-- Fused operations of the machine's code: as many as without contraction, with or without asking for it.
local function fused(command)
  local text = call("sh -c '%s -O3 -mavx2 -mfma -w -S sweep.c -o - | grep -c vfm'", command)
  return tonumber(text)
end
if kit.run("uname -m"):find("x86_64") then
  for _, c in ipairs { "gcc -std=gnu99", "clang -std=gnu99" } do
    if has(c:match("^%a+")) then
      local plain, off = fused(c), fused(c .. " -ffp-contract=off")
      check(plain and plain > 0 and plain == off, c .. ": no product and sum become one", ("%s and %s"):format(plain, off))
    end
  end
end

-- ---- names and texts ------------------------------------------------------------------------------

-- In doc texts and titles. A file is UTF-8, its name may be anything.
local nasty = { "ends */ here", "quotes ' and \\ behind", "%n%s%d", "??/ trigraph ??= ??'", "??/", "back\\", "// no /* comment",
                "\xce\xb1 \xe2\x88\x87", "\\u0041 \\x41 \\101" }
local function model(text)
  return ('model M %s\n  state x = 1 %s\n  param a = 0.5 %s\n  x\' = -a*x\nend\nsimulate euler with dt = 0.1 ms, duration = 2 ms\n' ..
          'observe at_end = last(x) %s\nexplore e\n  a = [0.25, 0.5]\nend\n'):format(text, text, text, text)
end
local function emits(title, file, c, what)
  local folder = kit.run(("mktemp -d %s/xXXXXXX"):format(home)):gsub("\n", "")
  kit.write(folder .. "/" .. file, what)
  local shell = "'" .. file:gsub("'", "'\\''") .. "'"
  local script = ("cd %s && %s run ./%s --quiet --format csv --out want > /dev/null && %s emit ./%s -o out.c && %s out.c -o prog -lm -lpthread && " ..
                  "./prog --quiet --format csv --out got > /dev/null && cmp want/e.csv got/e.csv && ./prog --help"):format(
                  folder, massc, shell, massc, shell, c)
  kit.write(folder .. "/script.sh", "set -e\n" .. script .. "\n")
  local output, code = call("bash %s/script.sh 2>&1", folder)
  check(code == 0, title, output:sub(1, 2000))
  return output, folder
end

local strict = "gcc -std=c99 -O0" .. loud
for _, text in ipairs(nasty) do
  local doc = '"' .. text .. '"'
  local output, code = call("sh -c 'printf %%s \"$1\" > n.mass; %s check n.mass' - %s", massc, "'" .. model(doc):gsub("'", "'\\''") .. "'")
  if code == 0 then
    local said = emits("the text " .. text:gsub("%c", "."), "nasty.mass", strict, model(doc))
    check(said:find(text, 1, true), "--help says it: " .. text, said:sub(1, 1500))
  else
    check(false, "the language takes " .. text, output)
  end
end
emits("a comment", "comment.mass", strict, "# */ ??/ \\\n" .. model(""))
for _, name in ipairs { "two words.mass", "it's \"quoted\".mass", "\xc3\xbcml\xc3\xa4ut.mass", "star*_?.mass", "percent%n%s.mass", "trigraph??!.mass", "\xff.mass",
                        "end*.mass" } do
  local _, folder = emits("a file called " .. name:gsub("[\x80-\xff]", "."), name, "tcc -Wall -Werror", model(""))
  kit.run(("rm -rf %s"):format(folder))
end

-- A folder of any name, and files named so by -o.
for _, name in ipairs { "a b", "qu'o\"te", "\xc3\xa4", "dollar$HOME", "%n", "new\nline", "back\\slash" } do
  local word = "'" .. name:gsub("'", "'\\''") .. "'"
  local script = ("mkdir -p %s && %s emit %s -o %s/%s.c && cd %s && %s %s.c -o prog -lm -lpthread && ./prog --quiet --format csv --out got >/dev/null && cmp got/g_sweep.csv %s/g.csv")
    :format(word, massc, sweep, word, word, word, name:find('"', 1, true) and "gcc" or "tcc", word, home)     -- tcc takes no file with a quote
  call("sh -c '%s run %s --quiet --format csv --out w > /dev/null && cp w/g_sweep.csv g.csv'", massc, sweep)
  kit.write(home .. "/script.sh", "set -e\ncd " .. home .. "\n" .. script .. "\n")
  local output, code = call("bash script.sh 2>&1")
  check(code == 0, "a folder called " .. name:gsub("%c", "."), output)
end

-- ---- what it refuses ----------------------------------------------------------------------------------

local function says(title, exit, words, command, ...)
  local output, code = call(command, ...)
  check(code == exit and output:find(words, 1, true), title, ("exit code %d\n%s"):format(code, output))
end
kit.write(home .. "/none.mass", "model M\n  state x = 1\n  x' = -x\nend\nsimulate euler with dt = 0.1 ms, duration = 1 ms\n")
says("nothing to run", 1, "has nothing to run", "%s emit none.mass", massc)
says("no file", 2, "emit needs a file", "%s emit", massc)
says("--kernel of several", 2, "at most one exploration", "%s emit --kernel a.mass b c", massc)
says("an exploration that is not there", 2, "did you mean 'g_sweep'", "%s emit %s g_swep", massc, sweep)
local numbers = {}
for i = 1, 1100000 do numbers[i] = i % 10 end
kit.write(home .. "/many.csv", table.concat(numbers, "\n") .. "\n")
kit.write(home .. "/many.mass", (model(""):gsub("%[0.25, 0.5%]", 'data("many.csv")')))
says("more data than a text should hold", 1, "`massc build`", "%s emit many.mass", massc)

-- What is data in it can be set, and a part of the rows run, as by `massc run`.
call("%s emit --data all %s -o data.c", massc, sweep)
local loud_words = compile({ "gcc", "gcc -std=c99 -O0" .. loud }, "data.c", "data")
check(not loud_words, "with all numbers as data it compiles", loud_words)
for _, words in ipairs { "--set dynamics.a=0.3", "--axis 'dynamics.w=grid(0.5, 1, 3)'", "--key 5", "--point -1", "--threads 3" } do
  kit.write(home .. "/script.sh", ("set -e\nrm -rf want got\n%s run %s %s --quiet --format csv,npy --out want > /dev/null\n./data %s --quiet --format csv,npy --out got > /dev/null\n")
    :format(massc, sweep, words, words))
  local output, code = call("bash script.sh 2>&1")
  local bad = code ~= 0 and output or difference(files("want"), files("got"))
  check(not bad, "the program takes " .. words, bad)
end
kit.write(home .. "/script.sh", ("set -e\nrm -rf want got whole\n%s run %s --quiet --format csv,npy --out want > /dev/null\n" ..
  "for i in 0 1 2; do ./data --shard $i/3 --quiet --format csv,npy --out got > /dev/null; done\n%s merge got --out whole > /dev/null 2>&1\n"):format(massc, sweep, massc))
local output, code = call("bash script.sh 2>&1")
local bad = code ~= 0 and output or difference(files("want"), files("whole"))
check(not bad, "its shards make the whole", bad)
says("what is no data is refused with the reason", 1, "written into the kernel", "./data --set simulate.duration=3 --no-files 2>&1")

-- One of several explorations, named; the others are not in it.
local several = kit.absolute(kit.uses("models/experiments/spaces.mass"))
local first, second = kit.read(several):match("\nexplore (%S+).-\nexplore (%S+)")
says("one of several", 0, "", "%s emit %s %s -o one.c", massc, several, first)
local wrong = compile({ "tcc", "tcc" }, "one.c", "one")
check(not wrong, "one of several compiles", wrong)
local list = call("./one --list")
check(list:find(first, 1, true) and not list:find(second, 1, true), "and is alone", list)

kit.finish()
