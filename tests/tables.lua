-- tables.lua -- what tests know of tables: reading them, comparing with printed ones.
local tables = {}

-- Cells of a CSV line; a quoted one may hold commas.
local function cells(line)
  local list, at = {}, 1
  while at <= #line + 1 do
    local quoted, after = line:match('^"([^"]*)"()', at)
    local cell, stop = line:match("^([^,]*)()", at)
    list[#list + 1] = quoted or cell
    at = (after or stop) + 1
  end
  return list
end

-- Rows of a CSV text as tables by column name; cells are texts. And the names.
function tables.read(text)
  local rows, names = {}, nil
  for line in text:gmatch("[^\n]+") do
    local list = cells(line)
    if names then
      local row = {}
      for c, name in ipairs(names) do row[name] = list[c] end
      rows[#rows + 1] = row
    else
      names = list
    end
  end
  return rows, names or {}
end

-- Numbers of a cell: one, or those of its list.
function tables.numbers(cell)
  local list = {}
  for number in (cell or ""):gmatch("[^%[%], ]+") do list[#list + 1] = tonumber(number) or 0/0 end
  return list
end

-- Numbers of one column.
function tables.column(rows, name)
  local list = {}
  for i, row in ipairs(rows) do list[i] = tonumber(row[name]) end
  return list
end

-- Is [x] what was printed as [text], give or take one in its last digit? A number
-- that was itself rounded to that digit is off by half of one more.
function tables.agrees(x, text)
  local decimals = #(text:match("%.(%d+)$") or "")
  local number = tonumber(x)
  return number ~= nil and math.abs(number - tonumber(text)) <= 1.5*10.0^-decimals
end

-- nil when the CSV text [got] has the columns of [want], in any place, and numbers
-- that agree with the printed ones; else what differs.
function tables.differ(got, want)
  local rows, right = tables.read(got), nil
  local names
  right, names = tables.read(want)
  if #rows ~= #right then return ("%d rows, not %d\n%s"):format(#rows, #right, got) end
  for i, row in ipairs(right) do
    for _, name in ipairs(names) do
      if not tables.agrees(rows[i][name], row[name]) then
        return ("row %d: %s is %s, not %s"):format(i - 1, name, rows[i][name], row[name])
      end
    end
  end
end

-- nil when [got] is the printed table [want]: every character the same but for the
-- last digit of a number, which may be one off; else what differs.
function tables.prints(got, want)
  if got:gsub("%d", "0") ~= want:gsub("%d", "0") then
    return "the layout is another\n" .. got
  end
  local numbers = want:gmatch("%-?%d+%.?%d*")
  for text in got:gmatch("%-?%d+%.?%d*") do
    local printed = numbers()
    local decimals = #(printed:match("%.(%d+)$") or "")
    if math.abs(tonumber(text) - tonumber(printed)) > 1.01*10.0^-decimals then
      return ("%s, not %s\n%s"):format(text, printed, got)
    end
  end
end

-- Numbers of a JSON list, however deep.
function tables.numbers(list)
  local out = {}
  for text in list:gmatch("%-?[%d.]+e?%-?%d*") do out[#out + 1] = tonumber(text) end
  return out
end

-- A shortest decimal as NumPy writes it: whole numbers end in a dot.
local function numpy_number(text)
  return text:find("[.en]") and (text:gsub("%.0$", ".")) or text .. "."
end

-- Columns of texts, or a JSON list, as NumPy prints arrays, without its padding.
function tables.numpy(list)
  if type(list) == "string" then
    return (list:gsub("%-?[%d.]+e?%-?%d*", numpy_number):gsub(",", ""))
  end
  local out = {}
  for i, text in ipairs(list) do out[i] = numpy_number(text) end
  return "[" .. table.concat(out, " ") .. "]"
end

-- The padding of a printed array taken away.
function tables.unpad(text)
  return (text:gsub("%s+", " "):gsub(" %]", "]"):gsub("%[ ", "["))
end

return tables
