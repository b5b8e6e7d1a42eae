-- bootstrap.lua -- bootstrap on machines that are made up: what it asks for, whom, and what it says.
--
--   lua5.4 tests/bootstrap.lua
--
-- Programs that it calls are stand-ins here which write down that they were called;
-- tests/fresh/run does the same with real ones.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"

-- Each begins its line in ./calls with its name. Of the headers only those in ./have are there.
local programs = {
  id = [[echo ${USER_ID:-0}]],
  ninja = [[
    [ ! -e /proc/$$/fd/9 ] || echo a lock >>calls
    echo ninja "$@" >>calls; mkdir -p out; printf '#!/bin/sh\necho table of "$@"\n' >out/massc; chmod +x out/massc]],
  ["my-cc"] = [[
    case "$*" in --version) echo my-cc 1; exit;; *-fsyntax-only*) exit;; esac
    read -r _ header; grep -qxF "$header" have]],
  ["broken-cc"] = [[echo no such luck >&2; exit 1]],
  ["apt-get"] = [[
    echo apt-get "$@" >>calls; echo "$APT_SAYS"
    case "$*" in *install*) [ -z "$APT_FAILS" ] || exit 100; [ -n "$APT_FORGETS" ] || echo '<netcdf.h>' >>have;; esac]],
  sudo = [[
    case $SUDO in
    no) echo 'sudo: a password is required' >&2; exit 1 ;;
    *) [ "$1" != -n ] || shift; [ "$1" = true ] || echo sudo >>calls; USER_ID=0 exec "$@" ;;
    esac]],
  getent = [[echo modeller:x:1000:1000::/home/modeller:/bin/sh]],
  runuser = [[echo runuser "$2" "$4" >>calls; shift 3; USER_ID=1000 exec "$@"]],
  clang = [[echo /]],
  flex = "", bison = "",
}
local headers = { "stdlib.h", "lua5.4/lua.h", "libtcc.h", "zlib.h", "bzlib.h", "xxhash.h", "check.h" }

-- A checkout with the stand-ins beside it; the headers are there but for those of [lacking].
local function machine(lacking)
  local folder = kit.folder() .. "/a b"
  kit.run(("mkdir -p '%s/bin' '%s/models/experiments' && cp bootstrap '%s'"):format(folder, folder, folder))
  for name, text in pairs(programs) do kit.write(folder .. "/bin/" .. name, "#!/bin/sh\n" .. text .. "\n") end
  kit.run(("chmod +x '%s'/bin/*"):format(folder))
  local have = "<" .. table.concat(headers, ">\n<") .. ">\n" .. (lacking and "" or "<netcdf.h>\n")
  kit.write(folder .. "/have", have)
  kit.write(folder .. "/calls", "")
  return folder
end

-- Runs ./bootstrap WORDS there, without a terminal; what it said, what it called, its code.
local function call(folder, words, env)
  local output, code = kit.run(("cd '%s' && env -u SUDO_USER CC=my-cc PATH=\"$PWD/bin:$PATH\" %s setsid -w ./bootstrap %s </dev/null")
                               :format(folder, env or "", words))
  return output, kit.read(folder .. "/calls"), code
end

local function expect(name, code, said, called, words, env, folder)
  local output, calls, got = call(folder or machine(true), words, env)
  local ok = got == code and (not called or calls:find(called))
  for _, text in ipairs(said) do ok = ok and output:find(text, 1, true) end
  kit.check(ok, name, ("code %d, not %d\n%s\ncalled: %s"):format(got, code, output, calls))
  return calls, output
end

kit.uses("tests/bootstrap.lua")
kit.uses("bootstrap")
expect("nothing is missing", 0, { "table of run models/experiments/rww_g_sweep.mass" }, "^ninja *\n$", "demo", "", machine())
expect("build builds", 0, {}, "^ninja *\n$", "build", "", machine())
expect("test tests", 0, {}, "^ninja *\nninja %-k 0 test\n$", "test", "", machine())
expect("nothing is missing, no rights", 0, {}, "^ninja *\n$", "build", "USER_ID=0 SUDO=no", machine())

local calls = expect("root installs", 0, { "installs with apt: libnetcdf-dev\n" }, "apt%-get [^\n]*install [^\n]* libnetcdf%-dev\nninja *\n$", "build")
kit.check(not calls:find("sudo"), "root needs no sudo", calls)
calls = expect("a user installs with sudo", 0, {}, "^sudo\napt%-get", "build", "USER_ID=1000")
kit.check(select(2, calls:gsub("sudo", "")) == 1, "sudo is called once", calls)
calls = expect("sudo wants a password, no terminal", 3,
               { "sudo wants a password", "\n  apt-get update && apt-get install -y --no-install-recommends libnetcdf-dev\n" },
               "^$", "build", "USER_ID=1000 SUDO=no")
expect("no network", 3, { "the package servers cannot be reached" }, "apt%-get %-q update\n", "build",
       "APT_FAILS=1 APT_SAYS='Temporary failure resolving mirror'")
expect("a full disk", 3, { "the disk is full" }, nil, "build", "APT_FAILS=1 APT_SAYS='No space left on device'")
expect("another failure", 3, { "apt-get install failed; whole log: ", "Unable to locate" }, nil, "build",
       "APT_FAILS=1 APT_SAYS='E: Unable to locate package'")
expect("installed, and still missing", 3, { "still not found: libnetcdf-dev" }, nil, "build", "APT_FORGETS=1")

local folder = machine(true)
calls = expect("under sudo", 0, { "table of" }, "runuser modeller test\nrunuser modeller env\nninja *\n$", "demo",
               "SUDO_USER=modeller SUDO_UID=1000", folder)
kit.check(calls:find("^apt%-get"), "under sudo apt runs as root", calls)
expect("under sudo from root", 0, {}, "^ninja *\n$", "build", "SUDO_USER=root", machine())

expect("CC is not there", 3, { "CC is 'no-cc -m64', but there is no command 'no-cc'" }, "^$", "build", "CC='no-cc -m64'", machine())
expect("CC does not work", 3, { "the compiler 'broken-cc' does not work: no such luck" }, "^$", "build", "CC=broken-cc", machine())
folder = machine()
kit.write(folder .. "/out", "")
expect("no folder for products", 3, { "cannot make the folder", "/a b/out" }, "^$", "build", "", folder)

expect("help", 0, { "usage: ./bootstrap demo" }, "^$", "--help", "", machine())
expect("no command", 0, { "usage: ./bootstrap demo" }, "^$", "", "", machine())
expect("a command nobody knows", 2, { "usage: ./bootstrap demo" }, "^$", "tset", "", machine())
expect("too many words", 2, { "usage: ./bootstrap demo" }, "^$", "build CC=clang", "", machine())

-- The file that names the compiler changes when the compiler does, and not else.
local function inode(path) return (kit.run(("stat -c '%%i %%y' '%s'"):format(path))) end
folder = machine()
kit.run(("mkdir '%s/out' && cp '%s/bin/my-cc' '%s/bin/my-other-cc'"):format(folder, folder, folder))
expect("the compiler is named", 0, {}, "^$", "compiler out/compiler.h", "", folder)
local name, before = kit.read(folder .. "/out/compiler.h"), inode(folder .. "/out/compiler.h")
kit.check(name == "// my-cc: my-cc 1\n", "as a comment in C", name)
expect("the same compiler", 0, {}, "^$", "compiler out/compiler.h", "", folder)
kit.check(inode(folder .. "/out/compiler.h") == before, "leaves the file alone")
expect("another compiler", 0, {}, "^$", "compiler out/compiler.h", "CC=my-other-cc", folder)
kit.check(kit.read(folder .. "/out/compiler.h") == "// my-other-cc: my-cc 1\n", "is named in it")
folder = machine(true)
kit.run(("mkdir '%s/out'"):format(folder))
expect("plain ninja without the packages", 3, { "not found: libnetcdf-dev; './bootstrap build' installs what is missing" }, "^$",
       "compiler out/compiler.h", "", folder)
kit.check(not kit.read(folder .. "/out/compiler.h"), "names no compiler")
kit.finish()
