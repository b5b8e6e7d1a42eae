-- docs.lua -- the examples of docs/lua.md print what they say.
local function run_example(code, line)
  local want, got = {}, {}
  for text in code:gmatch("%-%-> ([^\n]*)") do want[#want + 1] = text end
  local env = setmetatable({
    print = function(...)
      local words = table.pack(...)
      for i = 1, words.n do words[i] = tostring(words[i]) end
      got[#got + 1] = table.concat(words, "\t")
    end,
  }, { __index = _G })
  local example = assert(load(code, "=example", "t", env))
  local ok, why = pcall(example)
  assert(ok, ("docs/lua.md:%d: %s"):format(line, why))
  for i = 1, math.max(#want, #got) do
    assert(want[i] == got[i], ("docs/lua.md:%d: printed '%s', not '%s'"):format(line, got[i], want[i]))
  end
end

local number, first, body, count = 0, nil, nil, 0
for line in io.lines("docs/lua.md") do
  number = number + 1
  if body and line == "```" then
    run_example(table.concat(body, "\n"), first)
    body, count = nil, count + 1
  elseif body then
    body[#body + 1] = line
  elseif line == "```lua" then
    body, first = {}, number
  end
end
assert(count > 5)
