@ local stages = { { at = "now", by = k.half_h }, { at = "half", by = k.half_h },
@                  { at = "half", by = k.h }, { at = "next" } }
@ local weight = { nil, k.two, k.two, nil }
@ local function total(s, i, old)
@   if i == 1 then return ("d1_%d"):format(s.index) end
@   if weight[i] then return ("madd(%s, d%d_%d, %s)"):format(lane(weight[i]), i, s.index, old) end
@   return ("%s + d%d_%d"):format(old, i, s.index)
@ end
/* One step of the classical Runge-Kutta method of order 4; noise is added once,
 * at the end.${k.coupled and (k.per_stage and " The coupling follows the stages." or " The coupling is that of the step's start.") or ""} */
static INLINE_ void step(const struct kernel_job *job, long n, int v)
{
@ if k.coupled and k.per_stage then
    ${step_pointers({ "mid", "all" })}

@   for i, stage in ipairs(stages) do
    couple(job, v, ${i == 1 and "y" or "mid"}, c);
    for (int i = 0; i < NODES; i++) {
@     if not stage.by then
        ${gains()}
@     end
        ${derivatives("d" .. i, i == 1 and "y" or "mid", stage.at)}
@     for _, s in ipairs(k.states) do
@       local all = ("all[AT(%d, i)]"):format(s.index)
@       if stage.by then
        ${all} = ${total(s, i, all)};
        mid[AT(${s.index}, i)] = madd(${lane(stage.by)}, d${i}_${s.index}, y[AT(${s.index}, i)]);
@       else
        const real next_${s.index} = ${noisy(s, ("madd(%s, %s, y[AT(%d, i)])"):format(lane(k.sixth_h), total(s, i, all), s.index))};
@       end
@     end
@     if not stage.by then
        ${accept()}
@     end
    }
@   end
@ else
    ${step_pointers({})}

@   if k.coupled then
    couple(job, v, y, c);
@   end
    for (int i = 0; i < NODES; i++) {
        ${gains()}
@   for i, stage in ipairs(stages) do
        ${derivatives("d" .. i, i == 1 and "y" or ("mid%d_"):format(i - 1), stage.at)}
@     for _, s in ipairs(k.states) do
        const real all${i}_${s.index} = ${total(s, i, ("all%d_%d"):format(i - 1, s.index))};
@       if stage.by then
        const real mid${i}_${s.index} = madd(${lane(stage.by)}, d${i}_${s.index}, y[AT(${s.index}, i)]);
@       end
@     end
@   end
@   for _, s in ipairs(k.states) do
        const real next_${s.index} = ${noisy(s, ("madd(%s, all4_%d, y[AT(%d, i)])"):format(lane(k.sixth_h), s.index, s.index))};
@   end
        ${accept()}
    }
@ end
    ${after()}
}

