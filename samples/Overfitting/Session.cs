using System.Collections.Generic;
using System.IO;
using System.Threading;
using CnnGen.Pictures;
using Samples;
using Spectre.Console;

namespace Overfitting;

/// <summary>The program from beginning to end: the plain network, then a chart for each remedy.</summary>
internal sealed class Session(Settings settings, CancellationToken cancellation) : ISession
{
    private const int ChartWidth = 760;
    private const int ChartHeight = 360;

    /// <inheritdoc/>
    public string State { get; private set; } = "before the first chart";

    /// <inheritdoc/>
    public void Run()
    {
        IAnsiConsole console = Screen.Open();
        Study study = new(StudyData.Load(settings.Data, settings.Seed), settings, cancellation);
        NamedReport plain = new("plain", study.Train<Plain>(study.Data.Few, study.Options));
        console.WriteLine(RunLine.Head);
        console.WriteLine(RunLine.Of(plain));
        foreach (Remedy remedy in Remedy.All)
        {
            IReadOnlyList<NamedReport> trained = remedy.Train(study);
            foreach (NamedReport run in trained)
            {
                console.WriteLine(RunLine.Of(run));
            }

            NamedReport[] runs = remedy.StandsAlone ? [.. trained] : [plain, .. trained];
            Chart chart = remedy.ShowsLoss ? TrainingCharts.CompareLoss(runs) : TrainingCharts.CompareAccuracy(runs);
            chart.SaveSvg(Path.Combine(settings.Output, $"{remedy.Name}.svg"), ChartWidth, ChartHeight);
            State = $"after the chart '{remedy.Name}.svg'";
        }
    }
}
