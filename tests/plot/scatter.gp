set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [7:9]
$curve0_0 << END
1 3 7
2 1 8
3 2 9
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.7735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.94:3.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.9:3.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'p' at screen 0.47470587, 0.05 center
set label 2 'q' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.8029412, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8029412, screen 0.19166666 + k*0.005924479 to screen 0.83588237, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 0.5
set label 5 'of_point' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle
