@ local function predicted(s)
@   return noisy(s, ("madd(%s, d_%d, y[AT(%d, i)])"):format(lane(k.h), s.index, s.index))
@ end
@ local function corrected(s, first)
@   return noisy(s, ("madd(%s, %s + e_%d, y[AT(%d, i)])"):format(lane(k.half_h), first, s.index, s.index))
@ end
/* One step of Heun's method: Euler predictor, trapezoidal corrector. The same
 * noise enters both.${k.coupled and (k.per_stage and " The coupling follows the predictor." or " The coupling is that of the step's start.") or ""} */
static INLINE_ void step(const struct kernel_job *job, long n, int v)
{
@ if k.coupled and k.per_stage then
    ${step_pointers({ "mid", "k1" })}

    couple(job, v, y, c);
    for (int i = 0; i < NODES; i++) {
        ${gains()}
        ${derivatives("d", "y", "now")}
@   for _, s in ipairs(k.states) do
        k1[AT(${s.index}, i)] = d_${s.index};
        mid[AT(${s.index}, i)] = ${predicted(s)};
@   end
    }
    couple(job, v, mid, c);
    for (int i = 0; i < NODES; i++) {
        ${gains()}
        ${derivatives("e", "mid", "next")}
@   for _, s in ipairs(k.states) do
        const real next_${s.index} = ${corrected(s, ("k1[AT(%d, i)]"):format(s.index))};
@   end
        ${accept()}
    }
@ else
    ${step_pointers({})}

@   if k.coupled then
    couple(job, v, y, c);
@   end
    for (int i = 0; i < NODES; i++) {
        ${gains()}
        ${derivatives("d", "y", "now")}
@   for _, s in ipairs(k.states) do
        const real mid_${s.index} = ${predicted(s)};
@   end
        ${derivatives("e", "mid_", "next")}
@   for _, s in ipairs(k.states) do
        const real next_${s.index} = ${corrected(s, "d_" .. s.index)};
@   end
        ${accept()}
    }
@ end
    ${after()}
}

