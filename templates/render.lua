-- render.lua -- a template is C with two marks that no C token contains:
--
--   @ lua        a line of Lua
--   ${expr}      the value of a Lua expression; nil is an error
--
-- Each template line becomes one line of Lua, so the line of a Lua error is the
-- line of the template. A hole alone on its line indents every line of its
-- value, and takes its line with it when the value is empty.

local render = {}

-- `a ${x} b` -> put("a ", hole(x, "x"), " b")
local function call(line)
  if not line:find("$", 1, true) then return ("put(%q)"):format(line) end
  local args, at = {}, 1
  for from, expr, to in line:gmatch("()$(%b{})()") do
    expr = expr:sub(2, -2)
    args[#args + 1] = ("%q, hole(%s, %q)"):format(line:sub(at, from - 1), expr, expr)
    at = to
  end
  args[#args + 1] = ("%q"):format(line:sub(at))
  return "put(" .. table.concat(args, ", ") .. ")"
end

local function translate(text)
  local lua = {}
  for line in text:gmatch("([^\n]*)\n") do
    lua[#lua + 1] = line:find("@", 1, true) and line:match("^%s*@(.*)$") or call(line)
  end
  return table.concat(lua, "\n")
end

local function hole(value, expr)
  if value == nil then error("${" .. expr .. "} is nil", 2) end
  return tostring(value)
end

-- Renders [text]; [name] is the path that errors carry, [env] what holes see.
function render.text(text, name, env)
  local out = {}
  local function put(head, value, tail, ...)
    if value and tail == "" and ... == nil and head:match("^%s*$") then
      if value == "" then return end
      value = value:gsub("\n+$", ""):gsub("\n(%f[^\n])", "\n" .. head)
    end
    out[#out + 1] = table.concat({ head, value, tail, ... })
  end
  local scope = setmetatable({ put = put, hole = hole }, { __index = env })
  assert(load(translate(text), "@templates/" .. name, "t", scope))()
  return table.concat(out, "\n") .. "\n"
end

return render
