-- written.lua -- the tables of a program as C text say what they were made from: kernels and tables,
-- in one file and in several, by gcc, clang and tcc, give the CSV files of `massc run`, to the byte.
--
--   lua5.4 tests/written.lua out/massc WRITE SPECIMENS BUILD
--
-- WRITE makes the texts (tests/written/write.c), BUILD/runtime has the archives that they are linked with.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc, write, specimens, build = kit.absolute(arg[1]), kit.absolute(arg[2]), kit.absolute(arg[3]), kit.absolute(arg[4])
local quote, home = kit.quote, kit.home()
local runtime = kit.absolute("runtime")

kit.uses("tests/written.lua")
kit.run("mkdir -p " .. home .. "/specimens")

local archives = ""
for _, name in ipairs { "standalone", "job", "sweep", "sink", "data", "engine", "setting", "vector", "space", "source", "base" } do
  archives = archives .. (" %s/runtime/%s.a"):format(build, name)
end

local warnings = "-std=c99 -Wall -Wextra -pedantic -Werror"
local compilers = {
  gcc = "gcc " .. warnings .. " -O0 -march=native -ffp-contract=off -isystem",
  clang = "clang " .. warnings .. " -O0 -march=native -ffp-contract=off -isystem",
  tcc = "tcc -Wall -Werror -I",
}

local function in_home(command)
  return kit.run(("cd %s && XDG_CACHE_HOME=%s/cache timeout 300 %s"):format(home, home, command))
end

local function fails(title, command)
  local output, code = in_home(command)
  if code ~= 0 then kit.check(false, title, output) end
  return code ~= 0
end

-- The CSV files of a folder as one text.
local function tables(folder)
  return (in_home(("sh -c 'cd %s && for f in $(ls *.csv); do echo $f; cat $f; done'"):format(folder)))
end

local function link(title, compiler, objects, program)
  return fails(title .. ": linked", ("gcc %s -o %s %s -lpthread -lm"):format(objects, program, archives))
end

local function compile(title, compiler, source, object, more)
  return fails(("%s: %s compiles %s"):format(title, compiler, source),
               ("%s %s %s -c %s -o %s"):format(compilers[compiler], runtime, more or "", source, object))
end

local function holds(title, program, want)
  local output, code = in_home(("%s --quiet --no-files --point 0 > /dev/null; %s --quiet --format csv --out made"):format(program, program))
  kit.check(code == 0 and tables("made") == want, title, code ~= 0 and output or "other tables")
  in_home("rm -rf made")
end

-- Both forms of the programs of a file, by those compilers.
local function check(title, path, by, apart, noise)
  in_home("rm -rf run text made; mkdir text")
  local loaded = noise and "--load-noise " .. noise or ""
  if fails(title .. ": runs", ("%s run %s --engine tcc --quiet --format csv --out run %s"):format(massc, quote(path), loaded)) then return end
  if fails(title .. ": is written", ("%s %s text %s"):format(write, quote(path), noise or "")) then return end
  local want = tables("run")
  for _, compiler in ipairs(by) do
    if kit.has(compiler) and not compile(title, compiler, "text/one.c", "text/one.o") and not link(title, compiler, "text/one.o", "./one") then
      holds(("%s: one file by %s"):format(title, compiler), "./one", want)
    end
  end
  if not apart then return end
  local objects, i = "text/tables.o", 0
  if compile(title, "gcc", "text/tables.c", "text/tables.o") then return end
  for symbol in kit.read(home .. "/text/symbols"):gmatch("[^\n]+") do
    local object = ("text/%d.o"):format(i)
    if compile(title, "gcc", ("text/%d.c"):format(i), object, "-Wno-maybe-uninitialized -DKERNEL_SYMBOL=" .. symbol) then return end
    objects, i = objects .. " " .. object, i + 1
  end
  if not link(title, "gcc", objects, "./apart") then holds(title .. ": several files", "./apart", want) end
end

-- ---- numbers and strings ------------------------------------------------------------------

kit.run(("%s/tests/written/values > %s/values.c"):format(build, home))
for _, compiler in ipairs { "gcc", "clang", "tcc" } do
  if kit.has(compiler) then
    local output, code = in_home(("sh -c '%s . -c values.c -o values.o && gcc values.o -o values && ./values'"):format(compilers[compiler]))
    kit.check(code == 0, "numbers and strings by " .. compiler, ("exit code %s\n%s"):format(code, output))
  else
    kit.skip("numbers and strings by " .. compiler, compiler .. " is not installed")
  end
end

-- ---- what is shipped ----------------------------------------------------------------------

local all = { "gcc", "clang", "tcc" }
for _, path in ipairs(kit.files("tests/run", "%.mass$")) do check(path, kit.absolute(path), { "tcc" }) end
for i, path in ipairs(kit.files("models/experiments", "%.mass$")) do
  check(path, kit.absolute(path), i % 3 == 0 and all or { "gcc", "tcc" }, i % 2 == 0)
end

-- ---- what those have not -------------------------------------------------------------------
--
-- Names that C, the kernels or the tables have; texts that end comments and strings; reductions over trials with
-- functions, columns that wait for all samples; labels, delays, keys, what settles and what is carried; a sparse
-- graph, a table, a stimulus of samples, a start from a result; recorded noise.

kit.run(("cp tests/written/cases/* %s"):format(home))
for _, path in ipairs(kit.files("tests/written/cases", ".")) do kit.uses(path) end
local function run_here(options) return fails(options, ("%s run %s --quiet --engine tcc"):format(massc, options)) end
check("names and texts", home .. "/nasty.mass", all, true)
check("trials", home .. "/trials.mass", all, true)
check("labels, delays, carried", home .. "/net.mass", all, true)
if not run_here("first.mass --out first") then check("data", home .. "/sparse.mass", { "gcc", "tcc" }, true) end
if not run_here("trials.mass e --out first --save-noise z.npy") then
  local text = kit.read(home .. "/trials.mass"):gsub("\nexplore averaged.*", "\n")
  kit.write(home .. "/given.mass", text)
  check("recorded noise", home .. "/given.mass", { "gcc", "tcc" }, true, "z.npy")
end

-- ---- 32 bits -------------------------------------------------------------------------------
--
-- Vectors of 8 bytes are MMX's there, and what it leaves behind spoils the next double a function returns. Words that
-- noise is drawn by (templates/math/threefry.c) are half as long as doubles.

local function no_mmx(title, path)
  in_home("rm -rf text; mkdir text")
  if fails(title .. ": is written", ("%s %s text"):format(write, quote(path))) then return end
  local text = kit.read(home .. "/text/one.c")
  local draws = text:find("counting(void)", 1, true) and "" or kit.read(kit.uses("templates/math/threefry.c"))
  kit.write(home .. "/text/kernels.c", text:sub(1, text:find("\n#undef ", 1, true)) .. draws ..
            "bits mix(bits a, bits b);\nbits mix(bits a, bits b) { threefry(1, 1, 2, &a, &b); return a; }\n")
  for _, level in ipairs { "-O0", "-O1" } do
    local text_of, code = in_home(("gcc -m32 -msse2 -mfpmath=sse -std=c99 -w %s -S text/kernels.c -o -"):format(level))
    kit.check(code == 0 and not text_of:find("%%mm[0-7]"), ("%s: no MMX on 32 bits, %s"):format(title, level), text_of:sub(1, 500))
  end
end
local _, has_32 = in_home("sh -c 'echo int x = sizeof\\(long\\)\\; > m32.c && gcc -m32 -S m32.c -o m32.s'")
if has_32 == 0 then no_mmx("noise in double", home .. "/net.mass") else kit.skip("no MMX on 32 bits", "gcc has no -m32 here") end

-- ---- random ones --------------------------------------------------------------------------

kit.run(("%s %s/specimens 10"):format(specimens, home))
for i = 0, 9 do
  check("specimen " .. i, ("%s/specimens/%d.mass"):format(home, i), i % 5 == 0 and all or { "tcc" }, i == 0)
end

kit.finish()
