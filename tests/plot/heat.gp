set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:6]
$cells0 << END
0 1 1
1 1 3
2 1 5
0 10 2
1 10 NaN
2 10 6
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [-0.5:2.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:14.5]
set format y '%g'
unset logscale y
set ytics 5
unset label
set label 1 'a [mV]' at screen 0.485, 0.042857144 center
set label 2 'b' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.84411764, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.16428572 + k*0.0061941966 to screen 0.8770588, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 1
set label 5 'mean_V' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
set object 1 rectangle from graph 0,0 to graph 1,1 behind fillcolor rgb '#cccccc' fillstyle solid noborder
plot $cells0 using 1:2:3 with image notitle
