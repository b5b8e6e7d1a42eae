-- install.lua -- what ninja install puts where, and programs made from it alone.
--
--   lua5.4 tests/install.lua out
--
-- The installed tree is made from a copy of the checkout with blanks in its path, by a user who may write
-- nowhere else where this is root. Examples are compiled against it by what pkg-config says of it.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local out = assert(arg[1], "usage: lua5.4 tests/install.lua FOLDER WITH ARCHIVES")

kit.uses("tests/install.lua")
for _, name in ipairs { "massc", "libmassc.a", "libmassc.so" } do kit.uses(out .. "/" .. name) end
for _, folder in ipairs { "packaging", "docs", "docs/examples" } do kit.files(folder, "") end
for _, path in ipairs { "generator/library/massc.h", "generator/library/massc.map", "generator/library/massc.py" } do kit.uses(path) end

local home = kit.run("mktemp -d /tmp/install.XXXXXX"):gsub("\n", "")
local checkout, dest = home .. "/a checkout", home .. "/the dest"
local is_root = kit.run("id -u") == "0\n"

-- ---- installing ---------------------------------------------------------------

local function copy_checkout()
  return kit.run(([[
    umask 022; mkdir '%s' '%s' && cp -r --parents LICENSE README.md build.ninja packaging docs models generator/library runtime/base '%s' &&
    mkdir -p '%s/out/generator' && cp %s/massc %s/libmassc.a %s/libmassc.so '%s/out' && cp out/libtcc_contained.a '%s/out' &&
    cp %s/generator/main.o '%s/out/generator' && chmod 777 '%s' '%s' && chmod -R a+rX '%s']])
    :format(checkout, dest, checkout, checkout, out, out, out, checkout, checkout, out, checkout, dest, home, checkout))
end

local user = is_root and "setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/nonexistent " or ""

-- packaging/install in the copy.
local function install(variables, words, as)
  return kit.run(("cd / && %senv %s '%s/packaging/install' %s"):format(as or user, variables, checkout, words or ""))
end

local function hashes()
  return kit.run(("cd '%s' && find . -type f -exec sha256sum {} + | LC_ALL=C sort"):format(checkout))
end

-- What every installation has, but for documents and models and where Python finds its modules.
local function check_files(root, what)
  local found = kit.run(("cd '%s' && find . ! -type d ! -path './share/doc/*' ! -path './lib/python*' | LC_ALL=C sort"):format(root))
  kit.same(found, [[
./bin/massc
./include/massc.h
./lib/libmassc.a
./lib/libmassc.so
./lib/libmassc.so.0
./lib/libmassc.so.0.1.0
./lib/libtcc_contained.a
./lib/lua/5.4/massc.so
./lib/pkgconfig/massc.pc
./share/massc/massc.py
./share/massc/relink/contain_tcc
./share/massc/relink/main.o
./share/massc/relink/massc.map
./share/massc/relink/relink
]], what .. ": the files")
  local wrong = kit.run(("cd '%s' && find . -type f ! -perm 644 ! -perm 755; find . -xtype l"):format(root))
  kit.check(wrong == "", what .. ": everybody may read them, and links lead somewhere", wrong)
  for _, path in ipairs { "README.md", "LICENSE", "docs/embedding.md", "docs/examples/sweep.c", "models/ReducedWongWang.mass" } do
    kit.check(kit.read(root .. "/share/doc/massc/" .. path) == kit.read(path), what .. ": " .. path)
  end
end

local function check_refusals()
  local output, code = install("PREFIX=usr DESTDIR=")
  kit.says("a relative PREFIX", 3, { "PREFIX is 'usr': a path from / is needed" }, output, code)
  output, code = install("PREFIX=/usr DESTDIR=dest")
  kit.says("a relative DESTDIR", 3, { "DESTDIR is 'dest': a path from / is needed" }, output, code)
  output, code = install("PREFIX=/usr DESTDIR=", "--everything")
  kit.says("an option nobody knows", 2, { "usage: packaging/install [--remove]" }, output, code)
  if user ~= "" then
    output, code = install("PREFIX=/usr/local/massc DESTDIR=")
    kit.says("a folder of root's", 3, { "cannot write below /usr/local/massc: another PREFIX, or as root" }, output, code)
  end
end

-- ---- programs ------------------------------------------------------------------

local examples = kit.absolute("docs/examples")
local root

-- A line of shell where pkg-config knows the installed tree alone, and the linker finds it.
local function line(text)
  return kit.run(([[
    cd '%s' && export PKG_CONFIG_LIBDIR="%s/lib/pkgconfig" PKG_CONFIG_PATH= PKG_CONFIG_SYSROOT_DIR='%s' LD_LIBRARY_PATH='%s/lib' XDG_CACHE_HOME='%s/cache'
    system=$(env -u PKG_CONFIG_LIBDIR -u PKG_CONFIG_SYSROOT_DIR pkg-config --cflags --libs lua5.4)
    strict='-Wall -Wextra -Wshadow -pedantic -Werror'; %s]]):format(home, root, dest, root, home, text))
end

local function compiles(compiler, program, name, rest)
  local output, code = line(([[eval "%s $strict %s/%s $(pkg-config --cflags --libs massc) %s -o %s"]])
                            :format(compiler, examples, program, rest or "", name))
  return kit.check(code == 0 and output == "", ("%s by %s"):format(program, compiler), output)
end

local function has(compiler)
  return kit.has(compiler:match("^%S+"))
end

-- The cells of a text, numbers as numbers.
local function cells(text, between)
  local list = {}
  for one in text:gmatch("[^\n" .. between .. "]+") do list[#list + 1] = tonumber(one) or one end
  return list
end

local function same_cells(got, want)
  local a, b = got, want
  for i = 1, math.max(#a, #b) do
    if a[i] ~= b[i] then return false, ("cell %d: %s, not %s"):format(i, a[i], b[i]) end
  end
  return #a > 8
end

local experiment = kit.absolute("models/experiments/oscillator.mass")

-- What ./PROGRAM writes of the experiment is what massc run writes, to the byte.
local function check_table(program, what)
  local output, code = line(("rm -rf written; ./%s %s a_sweep written 2>/dev/null"):format(program, experiment))
  kit.check(code == 0 and output:find("mean_V [1]: ", 1, true), what .. " runs", output)
  local csv = kit.read(home .. "/a_sweep.csv")
  kit.check(csv and kit.read(home .. "/written/a_sweep.csv") == csv, what .. " writes the table of massc run")
end

local function check_c()
  local output, code = line(("massc=%s/bin/massc; \"$massc\" run %s a_sweep --quiet --out ."):format(root:gsub(" ", "\\ "), experiment))
  kit.check(code == 0, "the installed massc runs", output)
  for _, compiler in ipairs { "gcc -std=c99", "gcc -std=c11", "clang -std=c99" } do
    if not has(compiler) then
      kit.skip("sweep.c by " .. compiler, "there is none")
    elseif compiles(compiler, "sweep.c", "sweep") then
      check_table("sweep", "sweep.c by " .. compiler)
    end
  end
  output, code = line(("./sweep %s a_sweep . 'simulate.dt = 0.1 mV'"):format(experiment))
  kit.says("sweep.c shows what is wrong", 1, { "--set:1:19: error: [mV] is no unit of time", "\n      |                   ^~" }, output, code)
  kit.says("sweep.c without words", 2, { "usage: sweep FILE.mass NAME FOLDER" }, line("./sweep"))
  local lines = select(2, kit.read("docs/examples/sweep.c"):gsub("\n", ""))
  kit.check(lines <= 60, "sweep.c is short", tostring(lines))
  output, code = line([[eval "gcc $strict -static ]] .. examples .. [[/sweep.c $(pkg-config --static --cflags --libs massc) -o alone" && ! readelf -d alone | grep NEEDED]])
  kit.check(code == 0, "a program that is all static", output)
  check_table("alone", "it")
end

local function check_cpp()
  for _, compiler in ipairs { "g++ -std=c++11", "g++ -std=c++14", "g++ -std=c++17", "g++ -std=c++20", "clang++ -std=c++11" } do
    if not has(compiler) then
      kit.skip("drive.cpp by " .. compiler, "there is none")
    elseif compiles(compiler, "drive.cpp", "drive") then
      local output, code = line("./drive")
      local want = "0 rests\n0.1 rests\n0.2 rests\n0.3 rests\n0.4 oscillates\n"
      kit.check(code == 0 and output:sub(1, #want) == want, "drive.cpp finds where it oscillates", output)
      kit.says("drive.cpp throws", 0, { "550 samples", "code 1\n--set:1:19: error: [mV] is no unit of time" }, output, code)
    end
  end
end

local function check_lua()
  local want = cells(kit.read(home .. "/a_sweep.csv") or "", ",")
  local function rounded(list)
    for i, x in ipairs(list) do list[i] = tonumber(x) and ("%.12g"):format(x) or x end
    return list
  end
  if compiles("gcc -std=c99", "host.c", "host", "$system") then
    local output, code = line(("./host %s/table.lua %s a_sweep"):format(examples, experiment))
    kit.check(code == 0 and same_cells(rounded(cells(output, "\t")), rounded(want)), "host.c runs table.lua", output)
    output, code = line("./host " .. examples .. "/nowhere.lua")
    kit.says("host.c shows an error", 1, { "cannot open" }, output, code)
  end
  local output, code = line(("LUA_CPATH='%s/lib/lua/5.4/?.so' lua5.4 %s/table.lua %s a_sweep"):format(root, examples, experiment))
  kit.check(code == 0 and same_cells(rounded(cells(output, "\t")), rounded(want)), "lua5.4 finds the module", output)
end

-- From where it is installed the module finds the library that is installed with it.
local function check_python()
  local output, code = line(("unset LD_LIBRARY_PATH; PYTHONPATH=\"$(pkg-config --define-variable=prefix='%s' --variable=pythondir massc)\" python3 -B - %s a_sweep python <<'END'\n%s\nEND")
    :format(root, experiment, "import sys, massc\nmassc.load(sys.argv[1]).run(sys.argv[2]).save(sys.argv[3], 'csv')\nprint(massc._lib._name)"))
  kit.says("massc.py, as installed", 0, { root .. "/lib/libmassc.so.0" }, output, code)
  kit.check(kit.read(home .. "/python/a_sweep.csv") == kit.read(home .. "/a_sweep.csv"), "writes the table of massc run")
end

-- Below a prefix in which this python3 looks for modules, it finds it without being told.
local function check_python_folder()
  local prefix = kit.run("python3 -m venv --without-pip '" .. home .. "/venv' && echo '" .. home .. "/venv'"):match("([^\n]*)\n$")
  local output, code = kit.run(("cd / && PATH=\"%s/bin:$PATH\" PREFIX='%s' '%s/packaging/install' && cd / && '%s/bin/python3' -B -c 'import massc; print(massc.version())'")
                               :format(prefix, prefix, checkout, prefix))
  kit.says("massc.py below a prefix of Python's", 0, { "\n0.1.0\n" }, output, code)
end

-- ---- what is in the library -----------------------------------------------------

-- Every function of massc.h, and the door to Lua; nothing else, and each with its version.
local function check_symbols()
  local want = { "luaopen_massc@@MASSC_0.1" }
  local header = kit.read("generator/library/massc.h"):gsub("/%*.-%*/", "")
  for name in header:gmatch("\n[%w_ ]+[ *](massc_[%w_]+)%(") do want[#want + 1] = name .. "@@MASSC_0.1" end
  table.sort(want)
  local got = kit.run(("nm -D --defined-only '%s/lib/libmassc.so' | sed 's/.* //' | grep -v '^MASSC_' | LC_ALL=C sort"):format(root))
  kit.same(got, table.concat(want, "\n") .. "\n", "libmassc.so has the names of massc.h")
  local head = kit.run(("readelf -d '%s/lib/libmassc.so'"):format(root))
  kit.check(head:find("soname: [libmassc.so.0]", 1, true), "its soname", head)
end

-- The library of the build tree is used as the installed one is.
local function check_build_tree()
  local output, code = kit.run(("cd '%s' && cc -I '%s/generator/library' '%s/sweep.c' -L'%s' -lmassc -Wl,-rpath,'%s' -o built && ./built %s a_sweep . 2>/dev/null")
    :format(home, kit.absolute("."), examples, kit.absolute(out), kit.absolute(out), experiment))
  kit.check(code == 0 and output:find("status", 1, true), "a program linked with the build tree", output)
end

local function check_relink()
  local tcc = kit.run("cc -print-file-name=libtcc.a"):gsub("\n", "")
  if not tcc:match("/") then return kit.skip("relink", "no libtcc.a") end
  local output, code = line(("mkdir relinked && '%s/share/massc/relink/relink' %s relinked && relinked/massc run %s a_sweep --engine tcc --quiet --out relinked")
                            :format(root, tcc, experiment))
  kit.check(code == 0, "massc is linked with another libtcc", output)
  kit.check(kit.read(home .. "/relinked/a_sweep.csv") == kit.read(home .. "/a_sweep.csv"), "and gives the same table")
  output, code = line(("LD_LIBRARY_PATH=$PWD/relinked LUA_CPATH=$PWD/relinked/lib?.so lua5.4 %s/table.lua %s a_sweep"):format(examples, experiment))
  kit.check(code == 0, "and so is libmassc.so", output)
end

-- ---- all of it -------------------------------------------------------------------

local output, code = copy_checkout()
kit.check(code == 0, "a copy of the checkout", output)
local before = hashes()
check_refusals()

root = dest .. "/opt/massc 1"
output, code = install(("PREFIX='/opt/massc 1' DESTDIR='%s'"):format(dest))
kit.says("installs, as another user", 0, { "massc 0.1.0 is in " .. root }, output, code)
check_files(root, "installed")
kit.same(kit.run(("cd '%s' && find . -type f ! -path './opt/massc 1/*'"):format(dest)), "", "nothing outside of the prefix")
kit.same(hashes(), before, "nothing in the checkout")
if kit.has("pkg-config") then
  check_c()
  check_cpp()
  check_lua()
  check_python()
  check_relink()
else
  kit.skip("programs", "no pkg-config")
end
check_symbols()
check_build_tree()
check_python_folder()

kit.write(root .. "/lib/other.so", "somebody's")
output, code = install(("PREFIX='/opt/massc 1' DESTDIR='%s'"):format(dest), "--remove")
kit.says("uninstalls", 0, { "massc 0.1.0 is gone from " .. root }, output, code)
kit.same(kit.run(("cd '%s' && find . ! -type d; find . -type d -path '*massc/*'"):format(root)), "./lib/other.so\n", "what is left is not massc's")
output, code = install(("PREFIX= DESTDIR='%s/plain'"):format(dest))
check_files(dest .. "/plain/usr/local", "without a PREFIX")
if is_root then
  kit.run(("chown -R 65534 '%s/out' && touch '%s/out/.ninja_log'"):format(checkout, checkout))
  output, code = install(("DESTDIR='%s/plain'"):format(dest), "", "")
  kit.check(code == 0 and kit.run(("find '%s/out' -user 0"):format(checkout)) == "", "what root's ninja writes is given back", output)
end
kit.run("rm -rf " .. home)
kit.finish()
