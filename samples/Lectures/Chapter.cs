using System.Collections.Generic;
using Lectures.Screen;

namespace Lectures;

/// <summary>A chapter of the tour: some networks, and what the lectures work out about them.</summary>
/// <param name="name">What the command line calls it.</param>
/// <param name="title">Its heading.</param>
internal abstract class Chapter(string name, string title)
{
    /// <summary>What the command line calls it.</summary>
    public string Name { get; } = name;

    /// <summary>Its heading.</summary>
    public string Title { get; } = title;

    /// <summary>The networks it quotes that do not compile.</summary>
    public virtual IReadOnlyList<Mistake> Mistakes => [];

    /// <summary>Writes the chapter under its heading.</summary>
    public void Show(Page page)
    {
        page.Heading(Title, Name);
        Tell(page);
    }

    /// <summary>Writes what stands under the heading.</summary>
    protected abstract void Tell(Page page);
}
