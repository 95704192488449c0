using System.Collections.Generic;
using System.Linq;
using Lectures.Architectures;
using Lectures.Arithmetic;
using Lectures.Filters;
using Lectures.Products;
using Lectures.Screen;
using Lectures.Training;

namespace Lectures;

/// <summary>All chapters in the order of a course.</summary>
internal static class Tour
{
    /// <summary>The parts of the course.</summary>
    public static IReadOnlyList<Part> Parts { get; } =
    [
        new Part("The arithmetic of layers",
        [
            new SizesChapter(), new StridesChapter(), new PaddingChapter(), new ParametersChapter(), new OneByOneChapter(), new GroupsChapter(),
            new DilationChapter(), new ReceptiveFieldsChapter(), new PoolingChapter(), new TransposedChapter(),
        ]),
        new Part("What a convolution is",
        [
            new SignalsChapter(), new FlipChapter(), new MatrixChapter(), new FourierChapter(),
        ]),
        new Part("Filters with set weights",
        [
            new BlurChapter(), new SharpenChapter(), new LaplaceChapter(), new SobelChapter(), new LetterChapter(),
        ]),
        new Part("Case studies",
        [
            new LeNetChapter(), new AlexNetChapter(), new VggChapter(), new InceptionChapter(), new ResidualChapter(), new FullyConvolutionalChapter(),
        ]),
        new Part("What training needs",
        [
            new ActivationsChapter(), new SoftmaxChapter(), new BatchNormChapter(), new DropoutChapter(), new GradientsChapter(),
        ]),
    ];

    /// <summary>The chapters of all parts.</summary>
    public static IEnumerable<Chapter> Chapters => Parts.SelectMany(part => part.Chapters);

    /// <summary>The chapter of a name, or null.</summary>
    public static Chapter? Find(string name) => Chapters.FirstOrDefault(chapter => chapter.Name == name);

    /// <summary>Shows every chapter.</summary>
    public static void Walk(Page page)
    {
        foreach (Part part in Parts)
        {
            page.PartTitle(part.Title);
            foreach (Chapter chapter in part.Chapters)
            {
                chapter.Show(page);
            }
        }
    }

    /// <summary>Shows which chapters there are.</summary>
    public static void List(Page page) => page.Table(
        ["part", "chapter", "title"],
        [.. Parts.SelectMany(part => part.Chapters.Select((chapter, place) => new[] { place == 0 ? part.Title : "", chapter.Name, chapter.Title }))]);
}
