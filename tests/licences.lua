-- licences.lua -- what is inside of what, and that it says so.
--
--   lua5.4 tests/licences.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = kit.uses(assert(arg[1], "usage: lua5.4 tests/licences.lua PROGRAM"))
local folder = kit.home()
kit.uses("tests/licences.lua")

local licence = kit.read(kit.uses("LICENSE"))
local notice = licence:match("^(.-)\n+What else is inside")

-- The text of a C file's string.
local function string_in(path)
  local text = {}
  for line in kit.read(kit.uses(path)):gmatch('\n    "(.-)\\n"') do text[#text + 1] = line:gsub('\\"', '"') .. "\n" end
  return table.concat(text)
end

local points = licence:match("\nDirection numbers of Sobol' points, BSD 3%-clause\n(.*)$"):gsub("\n    ", "\n"):gsub("^    ", "")
local runtime = string_in("runtime/standalone/licence.c")
kit.check(runtime:find(notice .. "\n", 1, true), "the runtime's notice is LICENSE's")
kit.check(runtime:sub(-#points) == points, "and so is that of its direction numbers")
local words = kit.read(kit.uses("runtime/space/sobol.c")):gsub("\n %* ?", "\n"):gsub("%s+", " ")
kit.check(words:find((points:gsub("%s+", " ")), 1, true), "which stands beside these", words:sub(1, 2500))

-- Every library that the build links, or a source includes, is named.
local named = {
  ["lua5.4"] = "Lua 5.4", tcc = "libtcc", z = "zlib", bz2 = "bzip2",
  ["xxhash.h"] = "xxHash", ["libtcc.h"] = "libtcc", ["netcdf.h"] = "netCDF-C", ["zlib.h"] = "zlib", ["bzlib.h"] = "bzip2",
  ["lua.h"] = "Lua 5.4", ["lauxlib.h"] = "Lua 5.4", ["lualib.h"] = "Lua 5.4",
}
local own = { dl = true, pthread = true, m = true }        -- of the C library
local missing = ""
local function need(word)
  if not named[word] then missing = missing .. word .. ": not known here\n"
  elseif not licence:find("\n    " .. named[word], 1, true) then missing = missing .. named[word] .. "\n" end
end
for word in kit.read(kit.uses("build.ninja")):match("\nlibs = ([^\n]*)"):gmatch("%-l(%S+)") do
  if not own[word] then need(word) end
end
local c = {}        -- headers of C, POSIX and the compilers
for word in ([[assert ctype dirent dlfcn errno fcntl fenv float immintrin inttypes limits locale malloc math poll pthread sched
  setjmp signal spawn stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings termios time ucontext
  unistd wchar cpuid pwd fnmatch link execinfo langinfo semaphore stdckdint tgmath complex search regex glob ftw utime]]):gmatch("%S+") do
  c[word .. ".h"] = true
end
for line in kit.run("grep -rhoE '^ *# *include *<[^>]+>' grammar generator runtime --include=*.c --include=*.h | sort -u"):gmatch("[^\n]+") do
  local header = line:match("<(.-)>")
  if not c[header] and not header:match("^sys/") and not header:match("^linux/") then need(header) end
end
kit.check(missing == "", "LICENSE names what is linked and included", missing)

local text = kit.read(kit.uses("packaging/LGPL-2.1"))
kit.check(text and text:find("Version 2.1, February 1999", 1, true), "the licence of libtcc is there")
kit.check(licence:find("models/data/dk_average", 1, true), "data that travel are named")

-- Names of another's work in a program that was built from a model: none is there.
local function foreign(program)
  return kit.run(("nm %s | grep -E ' (tcc_|lua_|luaL_|inflate|deflate|BZ2_)' | head -3"):format(program))
end

local model = kit.write(folder .. "/m.mass", "model M\n  state x = 1\n  x' = -x\nend\nsimulate euler with dt = 0.1, duration = 1\n" ..
                        "observe m = last(x)\nexplore all\n  initial.x = [1, 2]\nend\n")
local output, code = kit.run(("XDG_CACHE_HOME=%s/cache %s build %s -o %s/prog"):format(folder, massc, model, folder))
if code == 3 and output:find("neither is installed", 1, true) then
  kit.skip("a built program", "no gcc and no clang")
elseif kit.check(code == 0, "a program is built", output) then
  local said = kit.run(folder .. "/prog --version")
  kit.check(said:find(notice, 1, true), "it prints the runtime's notice", said)
  kit.same(foreign(folder .. "/prog"), "", "and has neither libtcc, Lua, zlib nor bzip2 in it")
  local needs = kit.run(("readelf -d %s/prog | grep -o '\\[.*\\]'"):format(folder))
  kit.check(not needs:find("lib[ztbl][cuz]?"), "nor linked", needs)
end

output, code = kit.run(("%s emit %s -o %s/m.c"):format(massc, model, folder))
kit.check(code == 0, "a program of one file is emitted", output)
local emitted, lost = kit.read(folder .. "/m.c") or "", ""
for line in notice:gmatch("[^\n]+") do
  if not emitted:find('    "' .. line:gsub('"', '\\"') .. '\\n"', 1, true) then lost = lost .. line .. "\n" end
end
kit.check(lost == "", "the runtime's notice stands in it", lost)
kit.check(emitted:sub(1, 2000):find("under the MIT licence", 1, true), "and its head says so")

kit.finish()
