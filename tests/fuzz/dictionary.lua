-- dictionary.lua -- what the fuzzer puts into texts: every word of words.def, the functions,
-- reductions, laws, schemes and units, and the signs. lua5.4 dictionary.lua > model.dict
local seen = {}

local function entry(text)
  if text == "" or seen[text] then return end
  seen[text] = true
  print('"' .. text:gsub('[\\"]', "\\%0"):gsub("[%c\128-\255]", function(c) return ("\\x%02x"):format(c:byte()) end) .. '"')
end

local function table_of(path, pattern, may_be_none)
  local file <close> = assert(io.open(path))
  local count = 0
  for name in file:read("a"):gmatch(pattern) do
    entry(name)
    count = count + 1
  end
  assert(count > 0 or may_be_none, path)
end

table_of("generator/ast/words.def", '\n%u[%u_]+%([^"\n ]*[^"\n]-"([^"\n ]*)"')
table_of("generator/model/function.def", "\nFUNCTION%(([%w_]+)")
table_of("generator/model/composed.def", "\nCOMPOSED%(([%w_]+)")
table_of("generator/model/reduction.def", "\nREDUCTION%(%w+, *([%w_]+)")
table_of("generator/model/reduction.def", "\nREDUCTION_OF%(([%w_]+)", true)
table_of("generator/model/solver.def", "\nSOLVER%(([%w_]+)")
table_of("runtime/base/unit.def", '\nLISTED%("([^"]+)"')
table_of("runtime/space/law.def", "\nLAW%([%w_]+, ([%w_]+)")
for sign in ("= ' ~ ( ) [ ] , + - * / ^ ** < <= > >= == != #"):gmatch("%S+") do entry(sign) end
for _, text in ipairs { '"doc"', "1e-3", "0.1 ms", "[mm/ms]", "\n", "\nend\n", "over node, time", "\xc3\xa9", "x = ", "S' = ", "f(v) = " } do
  entry(text)
end
