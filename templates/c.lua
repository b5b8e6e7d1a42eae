-- c.lua -- the words templates are written in: signatures, calls, lines, math.
--
-- A part (generator/emit/ccode.h) is a C function of model names. What it reads
-- decides its parameters; the same list, in the same order, makes its calls.

local c = {}

function c.map(list, f)
  local out = {}
  for i, v in ipairs(list) do out[i] = f(v, i) end
  return out
end

-- Joins with ", ", breaking lines before column 96; [indent] columns of hang.
function c.wrap(head, list, tail, indent)
  local lines, line = {}, head
  for i, item in ipairs(list) do
    local piece = item .. (i < #list and ", " or tail)
    if #line + #piece > 96 and line ~= head then
      lines[#lines + 1] = line:gsub("%s+$", "")
      line = (" "):rep(indent)
    end
    line = line .. piece
  end
  if #list == 0 then line = line .. tail end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

-- Everything a part can read, in the order of its parameters.
local readings = {
  { key = "time",   param = "const num t" },
  { key = "moment", param = "const struct moment *restrict moment_" },
  { key = "dt",     param = "const num h_" },
  { key = "graph",  param = "const num *restrict graph_" },
  { key = "point",  param = "const real *restrict point_" },
  { key = "held",   param = "const real *restrict held_" },
  { key = "done",   param = "const real *restrict done_" },
  { key = "tally",  param = "const real *restrict tally_" },
  { key = "now",    param = "const real *restrict now_" },
  { key = "node",   param = "const int node_" },
  { key = "sum",    param = "const real sum" },
  { key = "states", each = true }, { key = "sources", each = true },
  { key = "targets", each = true }, { key = "inputs", each = true },
}

local function walk(part, flag, one)
  local out = {}
  for _, r in ipairs(readings) do
    if r.each then
      for _, v in ipairs(part[r.key]) do out[#out + 1] = one(r.key, v) end
    elseif part[r.key] then
      out[#out + 1] = flag(r)
    end
  end
  return out
end

-- "static INLINE_ void rhs(const real S, real *restrict dS_)"
function c.signature(name, part, outs, inline)
  local params = walk(part, function(r) return r.param end,
                      function(_, v) return "const real " .. v.name end)
  for _, o in ipairs(outs) do params[#params + 1] = "real *restrict " .. o end
  local head = ("static %s void %s("):format(inline or "INLINE_", name)
  return c.wrap(head, #params > 0 and params or { "void" }, ")", #head)
end

-- "rhs(y[AT(0, i)], &dS);" with [from] saying how each reading is spelled here.
function c.call(name, part, from, outs)
  local args = walk(part, function(r) return from[r.key] end,
                    function(key, v) return from[key](v) end)
  for _, o in ipairs(outs) do args[#args + 1] = "&" .. o end
  return c.wrap(name .. "(", args, ");", 4)
end

-- The lines of a part, one declaration each.
function c.lets(part)
  return table.concat(c.map(part.lines, function(l)
    return ("const %s %s = %s;"):format(l.type, l.name, l.text)
  end), "\n")
end

-- Math files in an order in which each comes after what its first line says it needs.
function c.math(names, folder, read)
  local seen, out = {}, {}
  local function add(name)
    if seen[name] then return end
    seen[name] = true
    local text = read("math/" .. folder .. "/" .. name .. ".c")
    for need in (text:match("^/%* needs: ([%w_ ]+) %*/") or ""):gmatch("[%w_]+") do add(need) end
    out[#out + 1] = text
  end
  for _, name in ipairs(names) do add(name) end
  return table.concat(out, "\n")
end

-- " *   fixed    a = 0.27, b = 0.108" over as many comment lines as it takes.
function c.fact(title, list)
  if #list == 0 then return "" end
  local head = (" *   %-9s"):format(title)
  local lines, line = {}, head
  for i, item in ipairs(list) do
    local piece = item .. (i < #list and ", " or "")
    if #line + #piece > 92 and line ~= head then
      lines[#lines + 1] = line:gsub("%s+$", "")
      line = " *" .. (" "):rep(11)
    end
    line = line .. piece
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

return c
