-- lua.lua -- the scripts of tests/lua, and massc lua as a command.
--
--   lua5.4 tests/lua.lua out/massc [out/libmassc.so]
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = assert(arg[1], "usage: lua5.4 tests/lua.lua PROGRAM [LIBRARY]")
local folder = kit.folder()
local cache = kit.absolute(folder) .. "/cache"

local function call(words)
  return kit.run(("XDG_CACHE_HOME=%s timeout 300 %s lua %s"):format(cache, massc, words))
end

local function expect(name, code, output, words)
  local got, exit = call(words)
  kit.check(exit == code and got == output, name, ("exit code %d, not %d\n%s"):format(exit, code, got))
end

local function script(name, text)
  return kit.write(folder .. "/" .. name .. ".lua", text)
end

kit.uses("tests/lua.lua")
kit.uses("docs/lua.md")
for _, path in ipairs(kit.files("models/experiments", "%.mass$")) do kit.uses(path) end
for _, path in ipairs(kit.files("tests/lua", "%.lua$")) do
  local output, code = call(path .. " " .. massc)
  kit.check(code == 0, path, output)
end

local words = script("words", "print(arg[0]:match('[^/]*$'), arg[1], arg[2], #arg, select('#', ...), (...)) print(arg[-1], arg[-2])")
expect("words behind a script are its own", 0, "words.lua\t--quiet\ta b\t2\t2\t--quiet\nlua\tmassc\n", words .. " --quiet 'a b'")
expect("the module is a global and can be required", 0, "true\n",
       script("module", "print(require 'massc' == massc)"))
expect("- is the standard input", 0, "3\n", "- 3 <<'END'\nprint(arg[1])\nEND\n")
local fault = script("fault", "local x = 1\nerror('broken')")
expect("an error has its line", 1, fault .. ":2: broken\n", fault)
local lib = script("lib", "\nmassc.grid(1, 0, 5)")
expect("an error of massc has the script's line", 1,
       lib .. ":2: axis 'grid': low bound (1) must be less than high bound (0); write grid(0, 1, 5)\n", lib)
local syntax = script("syntax", "x = = 1")
expect("so has a syntax error", 1, syntax .. ":1: unexpected symbol near '='\n", syntax)
expect("any value may be an error", 1, "the error is a table value\n", script("value", "error({})"))
expect("os.exit ends the script", 7, "", script("leave", "os.exit(7)"))
expect("os.exit may close the state", 0, "", script("close", "local s = massc.space{a = massc.grid(0, 1, 3)} os.exit(true, true)"))
expect("warnings are shown", 0, "WARNING: Axes in group 'g' have different sizes [2, 3]. Using minimum size 2.\n",
       script("warning", "local function a(n) return massc.grid(0, 1, n, {group = 'g'}) end massc.space{x = a(2), y = a(3)}"))
expect("and can be silenced", 0, "shown\n", script("silent", "warn('@off') warn('hidden') warn('@on') warn('sh', 'own')"))
expect("a cycle of garbage is no leak", 0, "", script("garbage",
       "for i = 1, 50 do local s = massc.space{a = massc.Normal{n = 9}} local t = s:slice(2) t.map(s, function() return 1 end) end"))
kit.write(folder .. "/noisy.mass", "model M\n  state x = 1\n  x' = -x\nend\nsimulate euler with dt = 0.5, duration = 1\n" ..
          "observe erp = mean(x over trial)\nobserve peak = max(x)\nexplore e\n  initial.x ~ Uniform(1, 2)\n  trials 4\nend\n")
local output, code = call(script("sliced", ("local m = massc.load(%q)\nprint(m:run(m:space('e'):slice(1), {quiet = true}).columns[1])")
                                           :format(folder .. "/noisy.mass")))
kit.check(code == 0 and output:find("'erp' is made of all trials of a point, and is left out of a slice", 1, true), "a slice says what it leaves out", output)
output, code = call(folder .. "/nowhere.lua")
kit.check(code == 3 and output:find("nowhere.lua", 1, true), "a missing script", output)
output, code = call(folder)
kit.check(code == 3, "a folder is no script", output)
output, code = call("")
kit.check(code == 2 and output:find("massc lua SCRIPT", 1, true), "no script at all", output)
output, code = call("--help")
kit.check(code == 0 and output:find("usage: massc lua SCRIPT", 1, true), "help", output)
output, code = kit.run(("timeout -s INT 1 %s lua %s"):format(massc, script("endless", "while true do end")))
kit.check(output:find("massc: interrupted", 1, true), "Ctrl-C ends a script", output)

if arg[2] then
  local plain = script("plain", ([[
    local massc = package.loadlib("%s", "luaopen_massc")()
    print(#massc.space{a = massc.grid(0, 1, 3)}, #massc.load("models/experiments/rww_g_sweep.mass"):run().mean_S)]])
    :format(kit.absolute(arg[2])))
  output = kit.run(("XDG_CACHE_HOME=%s timeout 60 lua5.4 %s"):format(cache, plain))
  kit.same(output, "3\t8\n", "a plain Lua loads the shared library")
end
kit.finish()
