-- compilers.lua -- massc made by two compilers writes the same text.
--
--   lua5.4 tests/compilers.lua out/massc out/clang/massc out/tests/property/specimens
--
-- Each exploration of models/experiments, tests/run and tests/golden and some random ones: the
-- text for gcc and clang, the one for tcc, the IR.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local first, second, specimens = arg[1], arg[2], arg[3]
assert(specimens, "usage: lua5.4 tests/compilers.lua MASSC MASSC SPECIMENS")

local DOZEN = 12

local function check_one(path, name)
  for _, what in ipairs { "emit --kernel %s %s", "run %s %s --dump c --engine tcc", "run %s %s --dump ir" } do
    local line = what:format(kit.quote(path), name)
    local a, code = kit.run(("timeout 60 %s %s"):format(first, line))
    local b = kit.run(("timeout 60 %s %s"):format(second, line))
    if code ~= 0 or #a == 0 then kit.check(false, line, a) end
    kit.same(b, a, line)
  end
end

local function check(path)
  local count = 0
  for name in ("\n" .. kit.read(kit.uses(path))):gmatch("\nexplore ([%w_]+)") do
    check_one(path, name)
    count = count + 1
  end
  if count == 0 then check_one(path, "") end
end

kit.uses("tests/compilers.lua")
if not kit.has("clang") then
  kit.skip("massc made by clang", "not installed")
  kit.finish()
end
-- Else the twin might be this compiler's again.
local comment = kit.run(("readelf -p .comment %s"):format(second))
kit.check(comment:find("clang version", 1, true), second .. " is clang's", comment)
for _, folder in ipairs { "models/experiments", "tests/run", "tests/golden" } do
  for _, path in ipairs(kit.files(folder, "%.mass$")) do check(path) end
end
local folder = kit.folder()
-- Numbers of all lengths, plain and with an exponent.
local digits = "44444444444444443 + 1.2345678901234566e-7 + 0.1 + 123456.78901234567 + 1e22 + 3e-5 + 0.30000000000000004 + 1e15"
kit.write(folder .. "/digits.mass", "observe a = " .. digits .. "\n")
local written = "observe a = 4.444444444444444e+16 + 1.2345678901234566e-07 + 0.1 + 123456.78901234567 + 1e+22 + 3e-05 + 0.30000000000000004 + 1000000000000000\n"
for _, massc in ipairs { first, second } do
  kit.same(kit.run(("%s run %s/digits.mass --dump ast"):format(massc, folder)), written, massc .. ": digits")
end
kit.run(("%s %s %d"):format(specimens, folder, DOZEN))
for i = 0, DOZEN - 1 do check(("%s/%d.mass"):format(folder, i)) end
kit.finish()
