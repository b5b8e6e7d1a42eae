-- ledger.lua -- what the bench found: a table with a verdict a row on the screen, the same as JSON.
local ledger = { machine = {}, lines = {} }

local function shown(x)
  if type(x) ~= "number" then return tostring(x) end
  return x ~= x and "-" or ("%.3g"):format(x):gsub("e%+?(-?)0*", "e%1")
end

-- Of one part of the bench; [head] names the columns that are shown, in order.
function ledger.part(name, says, head)
  ledger.now = { name = name, head = head }
  print(("\n%s: %s\n"):format(name, says))
  local line = ("  %-22s"):format("row")
  for _, column in ipairs(head) do line = line .. (" %13s"):format(column) end
  print(line .. "   verdict")
end

-- One row: numbers and texts by column; [bar] is what [value] has to be, "least" or "most" such.
function ledger.line(row, columns, value, how, bar)
  local met = bar and (how == "most" and value <= bar or how == "least" and value >= bar)
  local verdict = not bar and "" or met and "reached" or ("not reached: %s %s"):format(how == "most" and "at most" or "at least", shown(bar))
  local one = { part = ledger.now.name, row = row, value = value, bar = bar, verdict = verdict, columns = columns }
  if columns.numbers == "other" then one.verdict = "other numbers" end
  ledger.lines[#ledger.lines + 1] = one
  local line = ("  %-22s"):format(row)
  for _, column in ipairs(ledger.now.head) do line = line .. (" %13s"):format(columns[column] == nil and "" or shown(columns[column])) end
  print(line .. "   " .. one.verdict)
  io.stdout:flush()
end

function ledger.failed(row, why)
  ledger.lines[#ledger.lines + 1] = { part = ledger.now.name, row = row, verdict = "not measured", columns = { why = why } }
  print(("  %-22s not measured: %s"):format(row, (tostring(why):gsub("\n.*", ""))))
  io.stdout:flush()
end

local function json(x)
  if type(x) == "number" then return x == x and math.abs(x) < math.huge and ("%.6g"):format(x) or "null" end
  if type(x) == "table" then
    local list, keys = {}, {}
    if #x > 0 then
      for i, y in ipairs(x) do list[i] = json(y) end
      return "[" .. table.concat(list, ",\n ") .. "]"
    end
    for key in pairs(x) do keys[#keys + 1] = key end
    table.sort(keys)
    for i, key in ipairs(keys) do list[i] = json(key) .. ": " .. json(x[key]) end
    return "{" .. table.concat(list, ", ") .. "}"
  end
  return '"' .. tostring(x):gsub('[%c"\\]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
end

function ledger.write(path)
  local file = assert(io.open(path, "w"))
  file:write(json { machine = ledger.machine, rows = ledger.lines }, "\n")
  file:close()
end

return ledger
