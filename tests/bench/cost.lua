-- cost.lua -- how many operations of floating point a step of one node takes, by the circuit that massc prints.
local kit = require "kit"
local cost = {}

-- Of a call, about: what its text in templates/math adds and multiplies, where the argument is small.
local calls = {
  f32 = { exp = 24, exprel = 30, sin = 28, cos = 28, tanh = 42, expm1 = 28, log = 26 },
  f64 = { exp = 34, exprel = 42, sin = 40, cos = 40, tanh = 60, expm1 = 40, log = 40 },
}
local free = { LOAD = true, SELECT = true, NEG = true, TICKS = true, GATHER = true, LT = true, LE = true, GT = true, GE = true, EQ = true, NE = true }

-- Of one instruction where it stands.
local function of(op, rest, calls_of, edges)
  if free[op] then return 0 end
  if op == "CALL" then return calls_of[rest:match("%a[%w_]*")] or 30 end
  if op == "DOT" then return 2*edges end
  return op == "FMA" and 2 or 1
end

-- Operations a node-step of an exploration; edges a node. The steps' regions count, with what a stage does.
function cost.of(program, row)
  local folder, name = row.file:match("^(.*)/([^/]*)$")
  local text, code = kit.run(("cd %s && %s run %s %s %s --dump ir"):format(folder, program, name, row.exploration, row.options))
  if code ~= 0 then return nil, text end
  local nodes = tonumber(text:match("\naxis%s+node%s+(%d+)")) or 1
  local edges = (tonumber(text:match("\naxis%s+edge%s+(%d+)")) or 0)/nodes
  local is_double = row.options:find("f64") or not kit.read(row.file):find("precision single")
  local all, counts = 0, false
  local is_stepped = text:find("\n[%w_]+, each step")           -- else a point is evaluated once
  for line in text:gmatch("[^\n]+") do
    local when = line:match("^[%w_]+, each (%w+)")
    if when then counts = when == "step" or when == "observe" or not is_stepped end
    local op, rest, over = line:match("^%s+%%%d+%s+= (%u+)%s*(.-)%s+; (.*)$")
    if op and counts and (over:find("step", 1, true) or not is_stepped) and over:find("lane", 1, true) then
      local n = of(op, rest, calls[is_double and "f64" or "f32"], edges)
      all = all + (over:find("edge", 1, true) and n*edges or over:find("node", 1, true) and n or op == "SUM" and n or n/nodes)
    end
  end
  return all
end

return cost
